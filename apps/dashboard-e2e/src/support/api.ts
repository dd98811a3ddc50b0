import type { ServerProcess } from './server.ts';

/** Starts a run as the form does, and gives its id. */
export async function launchRun(server: ServerProcess, spec: object): Promise<string> {
  const { runId } = (await call(server, 'experiments.launch', { spec })) as { runId: string };
  return runId;
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
    if (states.every((state) => !['queued', 'running', 'lost'].includes(state))) return states;
    if (Date.now() > deadline)
      throw new Error(`Waited ${timeoutMs} ms for runs to end: ${states.join(', ')}`);
    await new Promise((resolve) => setTimeout(resolve, 250));
  }
}

async function call(server: ServerProcess, procedure: string, input: object): Promise<unknown> {
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
