import { statfs } from 'node:fs/promises';
import { arch, availableParallelism, cpus, freemem, hostname, platform, totalmem } from 'node:os';
import { LEAST_FREE_BYTES } from '@convlab/store';
import { procedure, router } from './trpc.ts';

/** What runs here, and how busy it is. */
export const systemRouter = router({
  info: procedure.query(async ({ ctx }) => {
    const { store, registry, problems } = ctx.workbench;
    const [workers, counts] = await Promise.all([store.workers.list(), store.runs.countByStatus()]);
    const disk = store.mode === 'embedded' ? await diskOf(store.location) : null;
    return {
      disk,
      store: { mode: store.mode, location: store.location },
      workers,
      counts,
      numPlugins: registry.plugins().length,
      problems,
      machine: {
        host: hostname(),
        platform: `${platform()} ${arch()}`,
        processor: cpus()[0]?.model ?? '',
        cores: availableParallelism(),
        memoryBytes: totalmem(),
        freeMemoryBytes: freemem(),
      },
      server: {
        pid: process.pid,
        node: process.version,
        upMs: process.uptime() * 1000,
        residentBytes: process.memoryUsage.rss(),
      },
    };
  }),

  /** What this server and the trainings of this machine held, and what was left, over the last hour; the oldest first. */
  memory: procedure.query(({ ctx }) => ({
    samples: ctx.memory?.samples() ?? [],
    totalBytes: totalmem(),
  })),
});

/** Room on the disk that holds the data folder, in bytes. */
async function diskOf(folder: string): Promise<{ freeBytes: number; totalBytes: number; isFull: boolean }> {
  const { bsize, bavail, blocks } = await statfs(folder);
  const freeBytes = bavail * bsize;
  return { freeBytes, totalBytes: blocks * bsize, isFull: freeBytes < LEAST_FREE_BYTES };
}
