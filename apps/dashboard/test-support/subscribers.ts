/**
 * Two hundred subscribers follow one live run over HTTP, and lose their connection again and again, while two runs train.
 *
 * Every one must get every event once and in order, and the server's event loop must not be held up: its delay stays below 100 ms at
 * the 99th percentile. `subscribers.ts [subscribers]`; ends by itself.
 */
import { fork, type ChildProcess } from 'node:child_process';
import { on } from 'node:events';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

const NUM_SUBSCRIBERS = Number(process.argv[2] ?? 200);
const MAX_DELAY_MS = 100;
const EPOCHS = 40;

interface StoredEvent {
  readonly seq: number;
  readonly event: { readonly type: string; readonly status?: string };
}

const example = JSON.parse(
  await readFile(new URL('../../../examples/digits.json', import.meta.url), 'utf8'),
) as Record<string, unknown>;

/** Follows a run over one connection, from behind `after`; ends with the run, or when the connection is cut after `lifeMs`. */
function followOnce(
  port: number,
  runId: string,
  after: number,
  lifeMs: number,
  take: (events: readonly StoredEvent[]) => void,
): Promise<void> {
  return new Promise((resolve) => {
    const input = encodeURIComponent(JSON.stringify({ id: runId, afterSeq: 0, lastEventId: String(after) }));
    const outgoing = request(
      { host: '127.0.0.1', port, path: `/api/trpc/runs.events?input=${input}` },
      (response) => {
        let buffer = '';
        response.setEncoding('utf8').on('data', (text: string) => {
          const parts = (buffer + text).split('\n\n');
          buffer = parts.pop() ?? '';
          for (const part of parts) {
            const id = /^id: (\d+)$/m.exec(part);
            const data = /^data: (.+)$/m.exec(part)?.[1];
            // A whole message carries the number of its last event; pings carry none.
            if (id !== null && data !== undefined) take(JSON.parse(data) as StoredEvent[]);
          }
        });
        response.on('close', resolve).on('error', () => resolve());
      },
    );
    outgoing.on('error', () => resolve()).end();
    setTimeout(() => outgoing.destroy(), lifeMs).unref();
  });
}

/** Follows a run to its end, over as many connections as it takes; gives the numbers it saw. */
async function follow(
  port: number,
  runId: string,
  which: number,
): Promise<{ seen: number[]; connections: number }> {
  const seen: number[] = [];
  let over = false;
  let connections = 0;
  while (!over) {
    connections += 1;
    // Lives differ, so that at every moment some are lost and some begin.
    const lifeMs = 1_000 + ((which * 7_919 + connections * 104_729) % 6_000);
    await followOnce(port, runId, seen.at(-1) ?? 0, lifeMs, (events) => {
      for (const { seq, event } of events) {
        seen.push(seq);
        over ||= event.type === 'status' && event.status === 'finished';
      }
    });
    if (!over) await sleep(which % 50);
  }
  return { seen, connections };
}

interface Said {
  readonly port?: number;
  readonly runId?: string;
  readonly p99?: number;
  readonly max?: number;
  readonly rss?: number;
}

/** What a process says next that has the given key. */
async function heard<Key extends keyof Said>(child: ChildProcess, key: Key): Promise<Required<Said>[Key]> {
  for await (const [said] of on(child, 'message') as AsyncIterable<[Said]>) {
    const value = said[key];
    if (value !== undefined) return value as Required<Said>[Key];
  }
  throw new Error('The server ended');
}

async function ask<Key extends keyof Said>(child: ChildProcess, message: object, key: Key) {
  const answer = heard(child, key);
  child.send(message);
  return answer;
}

const folder = await mkdtemp(join(tmpdir(), 'convlab-subscribers-'));
const server = fork(new URL('./live-server.ts', import.meta.url), [folder], {
  execArgv: ['--import', 'tsx'],
});
try {
  const port = await heard(server, 'port');
  const spec = { ...example, training: { batchSize: 32, epochs: EPOCHS } };
  const runId = await ask(server, { launch: spec }, 'runId');
  await ask(server, { launch: { ...spec, seed: 2 } }, 'runId');
  server.send({ measure: true });
  const began = performance.now();
  const all = await Promise.all(
    Array.from({ length: NUM_SUBSCRIBERS }, (_, which) => follow(port, runId, which)),
  );
  const delays = heard(server, 'max');
  const p99 = await ask(server, { report: true }, 'p99');
  const max = await delays;
  const last = Math.max(...all.map(({ seen }) => seen.at(-1) ?? 0));
  const faulty = all.filter(({ seen }) => seen.length !== last || seen.some((seq, i) => seq !== i + 1));
  const connections = all.reduce((sum, each) => sum + each.connections, 0);
  console.log(
    `${NUM_SUBSCRIBERS} subscribers, ${connections} connections, ${last} events each in ${((performance.now() - began) / 1000).toFixed(0)} s`,
  );
  console.log(`event loop delay of the server: p99 ${p99.toFixed(1)} ms, longest ${max.toFixed(1)} ms`);
  if (faulty.length > 0) throw new Error(`${faulty.length} subscribers missed events or got some twice`);
  if (p99 >= MAX_DELAY_MS) throw new Error(`The event loop was held up: p99 ${p99.toFixed(1)} ms`);
} finally {
  server.kill('SIGKILL');
  await rm(folder, { recursive: true, force: true });
}
