import { availableParallelism, hostname } from 'node:os';
import { resolve } from 'node:path';
import type { DataEvent, StoreLogger } from '@convlab/store';
import { openWorkbench, type Workbench } from '@convlab/workbench';
import { ConvlabError } from '@convlab/core';
import { Command, Option } from 'commander';
import { wholeNumber } from '../access/open-access.ts';
import type { JsonOption } from '../output/print.ts';

interface WorkerOptions extends JsonOption {
  readonly database?: string;
  readonly data?: string;
  readonly slots: number;
  readonly memory?: number;
}

/**
 * `convlab worker`: trains queued runs until it is interrupted.
 *
 * On the first SIGINT or SIGTERM it gives back what it trains, which goes on elsewhere from the last checkpoints.
 */
export function workerCommand(signal: AbortSignal): Command {
  return new Command('worker')
    .description('Train queued runs of a database, beside any number of other workers.')
    .addOption(new Option('--database <url>', 'the PostgreSQL server').env('DATABASE_URL'))
    .option('--data <folder>', 'a data folder that no dashboard has open, in place of a database')
    .option('--slots <number>', 'trainings at a time', wholeNumber(1, 1024), availableParallelism())
    .option('--memory <MiB>', 'what one training may take before it is ended', wholeNumber(64, 10_000_000))
    .option('--json', 'print a JSON object per line')
    .action(async (options: WorkerOptions) => {
      const { slots, memory, database, data } = options;
      const say = options.json === true ? sayJson : sayLine;
      const workbench = await openWorkbench({
        location:
          data === undefined ? { databaseUrl: requireDatabase(database) } : { dataDir: resolve(data) },
        folder: process.cwd(),
        slots,
        logger: loggerTo(say),
        ...(memory === undefined ? {} : { memoryLimitMb: memory }),
      });
      try {
        for (const { source, error } of workbench.problems) say('problem', { source, ...error });
        say('ready', {
          database: workbench.store.location,
          worker: workbench.worker.id,
          host: hostname(),
          slots,
        });
        await report(workbench, ended(signal), say);
      } finally {
        await workbench.close();
        say('ended', {});
      }
    });
}

/** Says which runs this worker takes up and how they end, until `signal`. */
async function report({ store, worker }: Workbench, signal: AbortSignal, say: Say): Promise<void> {
  const ours = new Set<string>();
  for await (const { runId, event } of store.live.subscribeAll(undefined, signal)) {
    if (event.type === 'data' && ours.has(runId)) say('fetches data', { run: runId, ...progressOf(event) });
    if (event.type !== 'status') continue;
    if (event.status === 'running') {
      if ((await store.runs.get(runId))?.worker === worker.id) {
        ours.add(runId);
        say('takes up', { run: runId });
      }
    } else if (ours.delete(runId)) {
      say(event.status, { run: runId });
    }
  }
}

function progressOf({ sha256, receivedBytes, totalBytes }: DataEvent) {
  return {
    sha256: sha256.slice(0, 12),
    megabytes: (receivedBytes / 1e6).toFixed(1),
    of: (totalBytes / 1e6).toFixed(1),
  };
}

/** A service manager ends a worker by SIGTERM. */
function ended(interrupted: AbortSignal): AbortSignal {
  const terminated = new AbortController();
  process.once('SIGTERM', () => terminated.abort());
  return AbortSignal.any([interrupted, terminated.signal]);
}

type Say = (what: string, details: object) => void;

const sayJson: Say = (what, details) => {
  process.stdout.write(`${JSON.stringify({ time: new Date().toISOString(), what, ...details })}\n`);
};

const sayLine: Say = (what, details) => {
  const facts = Object.entries(details).map(([key, value]) => `${key} ${String(value)}`);
  process.stdout.write(`${new Date().toISOString().slice(11, 19)}  ${[what, ...facts].join('  ')}\n`);
};

function loggerTo(say: Say): StoreLogger {
  const tell =
    (level: string) =>
    (details: object, message: string): void => {
      const error = 'err' in details && details.err instanceof Error ? { error: details.err.message } : {};
      say(level, { message, ...error });
    };
  return { debug: () => undefined, info: () => undefined, warn: tell('warning'), error: tell('error') };
}

function requireDatabase(url: string | undefined): string {
  if (url !== undefined) return url;
  throw new ConvlabError({
    code: 'E_CLI_OPTION',
    message: 'A worker needs to know whose runs to train',
    expected: '--database postgres://…, DATABASE_URL, or --data FOLDER',
  });
}
