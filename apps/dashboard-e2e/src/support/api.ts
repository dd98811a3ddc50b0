import type { ServerProcess } from './server.ts';

const UNDER_WAY = ['queued', 'running', 'lost'];

/** An experiment and its first run. */
export interface Launched {
  readonly experimentId: string;
  readonly runId: string;
}

/** Starts an experiment as the form does. */
export async function launch(server: ServerProcess, spec: object): Promise<Launched> {
  return (await call(server, 'experiments.launch', { spec })) as Launched;
}

/** Starts a run as the form does, and gives its id. */
export async function launchRun(server: ServerProcess, spec: object): Promise<string> {
  return (await launch(server, spec)).runId;
}

/** Ends a run. */
export async function stopRun(server: ServerProcess, id: string): Promise<void> {
  await call(server, 'runs.stop', { id });
}

/** Waits until runs are over; how they ended, in their order. */
export async function untilOver(
  server: ServerProcess,
  ids: readonly string[],
  timeoutMs = 240_000,
): Promise<string[]> {
  const deadline = Date.now() + timeoutMs;
  for (;;) {
    const runs = await Promise.all(ids.map((id) => ask(server, 'runs.get', { id })));
    const states = runs.map((one) => (one as { run: { status: string } }).run.status);
    if (states.every((state) => !UNDER_WAY.includes(state))) return states;
    if (Date.now() > deadline)
      throw new Error(`Waited ${timeoutMs} ms for runs to end: ${states.join(', ')}`);
    await new Promise((resolve) => setTimeout(resolve, 250));
  }
}

/** Waits until a run has finished an epoch. */
export async function untilEpoch(server: ServerProcess, id: string, epoch: number): Promise<void> {
  for (;;) {
    const { run } = (await ask(server, 'runs.get', { id })) as { run: { epoch: number } };
    if (run.epoch >= epoch) return;
    await new Promise((resolve) => setTimeout(resolve, 250));
  }
}

interface Experiment {
  readonly experiment: { readonly kind: string; readonly result: { readonly status?: string } | null };
  readonly runs: readonly { readonly status: string }[];
}

/** Waits until experiments are over: all of their runs, and what is made of them. */
export async function untilExperimentsOver(
  server: ServerProcess,
  ids: readonly string[],
  timeoutMs = 900_000,
): Promise<void> {
  const deadline = Date.now() + timeoutMs;
  for (const id of ids) {
    while (!isOver((await ask(server, 'experiments.get', { id })) as Experiment)) {
      if (Date.now() > deadline) throw new Error(`Waited ${timeoutMs} ms for experiment ${id} to end`);
      await new Promise((resolve) => setTimeout(resolve, 250));
    }
  }
}

function isOver({ experiment: { kind, result }, runs }: Experiment): boolean {
  if (runs.some(({ status }) => UNDER_WAY.includes(status))) return false;
  return kind === 'single' || (result !== null && result.status !== 'running');
}

/** Has the API do something. */
export async function call(server: ServerProcess, procedure: string, input: object): Promise<unknown> {
  const response = await fetch(`${server.url}/api/trpc/${procedure}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', origin: server.url },
    body: JSON.stringify(input),
  });
  return dataOf(procedure, response);
}

/** Asks a query of the API. */
export async function ask(server: ServerProcess, procedure: string, input: object): Promise<unknown> {
  const query = encodeURIComponent(JSON.stringify(input));
  return dataOf(procedure, await fetch(`${server.url}/api/trpc/${procedure}?input=${query}`));
}

async function dataOf(procedure: string, response: Response): Promise<unknown> {
  const body = (await response.json()) as { result?: { data: unknown }; error?: { message: string } };
  if (body.result === undefined) throw new Error(`${procedure}: ${body.error?.message ?? response.status}`);
  return body.result.data;
}
