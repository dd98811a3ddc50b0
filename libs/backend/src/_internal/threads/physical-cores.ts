/**
 * Number of processor cores, counting hyper-threads once where the system tells (Linux); they share the units that kernels
 * keep busy. Elsewhere the number of logical processors.
 */
export async function physicalCores(): Promise<number> {
  if (typeof process === 'undefined' || process.versions?.node === undefined) {
    return globalThis.navigator?.hardwareConcurrency ?? 1;
  }
  const { availableParallelism } = await import(/* @vite-ignore */ /* webpackIgnore: true */ 'node:os');
  const logical = availableParallelism();
  return Math.min(logical, (await coresOfLinux()) ?? logical);
}

async function coresOfLinux(): Promise<number | undefined> {
  const { readdir, readFile } = await import(/* @vite-ignore */ /* webpackIgnore: true */ 'node:fs/promises');
  const root = '/sys/devices/system/cpu';
  try {
    const processors = (await readdir(root)).filter((name) => /^cpu\d+$/.test(name));
    const siblings = await Promise.all(
      processors.map((name) => readFile(`${root}/${name}/topology/thread_siblings_list`, 'utf8')),
    );
    return siblings.length === 0 ? undefined : new Set(siblings).size;
  } catch {
    return undefined;
  }
}
