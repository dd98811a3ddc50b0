import { statfs } from 'node:fs/promises';
import { arch, availableParallelism, cpus, freemem, platform, release, totalmem } from 'node:os';
import { isConvlabError } from '@convlab/core';
import { inspectBackend, loadRegistry, memoryLimit } from '@convlab/workbench';
import { Command } from 'commander';
import { nearestFolder, withAccess, withPlace, type PlaceOptions } from '../access/open-access.ts';
import { columns } from '../output/columns.ts';
import { print, type JsonOption } from '../output/print.ts';
import { VERSION } from '../version.ts';

/** One thing that was looked at. */
interface Finding {
  readonly part: string;
  /** `warn`: it works, and could work better; `fail`: it does not work. */
  readonly outcome: 'ok' | 'warn' | 'fail';
  readonly found: string;
  /** What to do about it. */
  readonly advice?: string;
}

const MARKS = { ok: '+', warn: '!', fail: '-' } as const;
const GIB = 2 ** 30;
/* A data folder grows by megabytes a run; below this a search may fill the disk. */
const LITTLE_DISK_BYTES = 2 * GIB;

/** `convlab doctor`: what is used here, why, and how to get faster. Exit code 1 when something does not work. */
export function doctorCommand(): Command {
  return withPlace(new Command('doctor'))
    .description(
      'Say what is used here and why: backend, BLAS, threads, database, disk, plugins; and how to get faster.',
    )
    .option('--json', 'print JSON')
    .action(async (options: PlaceOptions & JsonOption) => {
      const findings = [
        versions(),
        machine(),
        ...(await backend()),
        await database(options),
        await disk(options),
        ...(await plugins()),
      ];
      print(options, findings, () =>
        columns(
          findings.flatMap(({ part, outcome, found, advice }) => [
            [`${MARKS[outcome]} ${part}`, found],
            ...(advice === undefined ? [] : [['', `→ ${advice}`]]),
          ]),
        ),
      );
      if (findings.some(({ outcome }) => outcome === 'fail')) process.exitCode = 1;
    });
}

function versions(): Finding {
  return { part: 'versions', outcome: 'ok', found: `ConvLab ${VERSION}, Node ${process.versions.node}` };
}

function machine(): Finding {
  const cores = availableParallelism();
  const memory = `${(memoryLimit() / GIB).toFixed(1)} GiB of memory, ${(freemem() / GIB).toFixed(1)} free`;
  const limited =
    memoryLimit() < totalmem() ? `, limited by the container to ${(memoryLimit() / GIB).toFixed(1)}` : '';
  return {
    part: 'machine',
    outcome: 'ok',
    found: `${cpus()[0]?.model.trim() ?? 'unknown processor'}, ${cores} cores, ${memory}${limited}, ${platform()} ${release()} ${arch()}`,
  };
}

async function backend(): Promise<Finding[]> {
  try {
    const { name, reason, gemm, threads, cores, gflops } = await inspectBackend();
    const slow = gemm !== undefined && gemm !== 'blas';
    return [
      {
        part: 'backend',
        outcome: 'ok',
        found: `${name}: ${reason}. A run trains on ${threads} of ${cores} cores, so that runs beside each other do not compete`,
      },
      {
        part: 'matrix products',
        outcome: slow ? 'warn' : 'ok',
        found: `${gemm ?? name}, ${gflops.toFixed(0)} GFLOP/s${gemm === undefined ? '' : ' on one core'}`,
        ...(slow
          ? {
              advice:
                'Install OpenBLAS for faster training (Debian: apt-get install libopenblas0; macOS has Accelerate).',
            }
          : {}),
      },
    ];
  } catch (error) {
    return [{ part: 'backend', outcome: 'fail', found: messageOf(error) }];
  }
}

async function database(options: PlaceOptions): Promise<Finding> {
  try {
    return await withAccess(options, async (access) => {
      const alive = (await access.workers()).filter((worker) => worker.alive);
      const slots = alive.reduce((sum, worker) => sum + worker.slots, 0);
      const began = performance.now();
      await access.list({ limit: 1 });
      const took = `a query takes ${(performance.now() - began).toFixed(0)} ms`;
      const kind = {
        folder: 'embedded, no other process has it',
        database: 'PostgreSQL',
        server: 'through its server',
      };
      return {
        part: 'database',
        outcome: 'ok',
        found: `${access.where} (${kind[access.mode]}); ${took}; ${alive.length} workers with ${slots} slots`,
        ...(access.mode === 'database' && slots === 0
          ? { advice: 'Nobody trains: start "npx convlab worker" on one machine or more.' }
          : {}),
      };
    });
  } catch (error) {
    const missing = isConvlabError(error) && error.code === 'E_STORE_MISSING';
    return { part: 'database', outcome: missing ? 'warn' : 'fail', found: messageOf(error) };
  }
}

async function disk({ data }: PlaceOptions): Promise<Finding> {
  const folder = data ?? nearestFolder();
  const stats = await statfs(folder).catch(() => statfs('.'));
  const free = stats.bavail * stats.bsize;
  return {
    part: 'disk',
    outcome: free < LITTLE_DISK_BYTES ? 'warn' : 'ok',
    found: `${(free / GIB).toFixed(1)} GiB free of ${((stats.blocks * stats.bsize) / GIB).toFixed(1)} under ${folder}`,
    ...(free < LITTLE_DISK_BYTES ? { advice: 'Make room: runs wait while the disk is full.' } : {}),
  };
}

async function plugins(): Promise<Finding[]> {
  const { registry, problems } = await loadRegistry(process.cwd());
  return [
    { part: 'plugins', outcome: 'ok', found: `${registry.plugins().length} loaded` },
    ...problems.map(({ source, error }) => ({
      part: 'plugin',
      outcome: 'fail' as const,
      found: `${source}: ${error.message} (${error.code})`,
    })),
  ];
}

function messageOf(error: unknown): string {
  if (isConvlabError(error)) return `${error.message} (${error.code})`;
  return error instanceof Error ? error.message : String(error);
}
