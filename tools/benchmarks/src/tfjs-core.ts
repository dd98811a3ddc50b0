/**
 * Runs tfjs-core's own specs, as shipped in its npm package, on `cpu` and on `convlab` with each GEMM provider on
 * 1 and 2 threads, and fails when one that passes on `cpu` does not pass on `convlab`.
 */
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import type { SpecResult } from './tfjs-core/jasmine.ts';

/** Specs that cannot apply, by a part of their name, with the reason. */
const notApplicable: Record<string, string> = {
  'Switching cpu backends':
    "it registers two copies of the backend 'cpu' and is defined for that backend alone",
};

function reasonFor(name: string): string | undefined {
  return Object.entries(notApplicable).find(([part]) => name.includes(part))?.[1];
}

interface Run {
  info?: { gemm: string; threads: number };
  results: SpecResult[];
}

// Inside the package, so that the bundle finds koffi.
const parent = fileURLToPath(new URL('../out-tsc/', import.meta.url));
mkdirSync(parent, { recursive: true });
const folder = mkdtempSync(join(parent, 'tfjs-core-'));
try {
  const bundle = join(folder, 'specs.mjs');
  await build({
    entryPoints: [fileURLToPath(new URL('tfjs-core/child.ts', import.meta.url))],
    outfile: bundle,
    bundle: true,
    platform: 'node',
    format: 'esm',
    // One copy of tfjs-core for specs and backends: its ES modules.
    mainFields: ['module', 'main'],
    // The package declares its specs free of side effects, and they would be dropped.
    ignoreAnnotations: true,
    external: ['koffi'],
    banner: {
      js: "import { createRequire } from 'node:module'; const require = createRequire(import.meta.url);",
    },
    logLevel: 'error',
  });
  const cpu = run(bundle, 'cpu', 1);
  let isGreen = report('cpu', cpu, cpu);
  for (const contestant of ['wasm', 'blas']) {
    for (const threads of [1, 2]) {
      const name = `${contestant}, ${threads} ${threads === 1 ? 'thread' : 'threads'}`;
      const result = run(bundle, contestant, threads);
      const isThere = result.info?.gemm === contestant && result.info.threads === threads;
      if (isThere) isGreen = report(name, result, cpu) && isGreen;
      else process.stdout.write(`${name}: not available here\n`);
    }
  }
  process.exitCode = isGreen ? 0 : 1;
} finally {
  rmSync(folder, { recursive: true });
}

function run(bundle: string, contestant: string, threads: number): Run {
  const file = join(folder, `${contestant}-${threads}.json`);
  const { status, stderr } = spawnSync(process.execPath, [bundle, contestant, String(threads), file], {
    encoding: 'utf8',
    maxBuffer: 2 ** 28,
  });
  if (status !== 0) throw new Error(`${contestant}: the specs did not run to the end\n${stderr}`);
  return JSON.parse(readFileSync(file, 'utf8')) as Run;
}

function report(name: string, { results }: Run, cpu: Run): boolean {
  const count = (status: string): number => results.filter((result) => result.status === status).length;
  process.stdout.write(
    `${name}: ${results.length} specs, ${count('passed')} passed, ${count('failed')} failed, ${count('pending')} pending\n`,
  );
  const passedOnCpu = new Set(
    cpu.results.filter(({ status }) => status === 'passed').map((result) => result.name),
  );
  const names = new Set(results.map((result) => result.name));
  // Specs that choose their backends themselves are missing from the results instead of failing.
  const missing = cpu.results.filter((result) => !names.has(result.name));
  const behind = results.filter((result) => result.status !== 'passed' && passedOnCpu.has(result.name));
  for (const { name: spec, message } of [...missing, ...behind]) {
    const reason = reasonFor(spec);
    const verdict = reason === undefined ? 'FAILS' : `not applicable (${reason})`;
    process.stdout.write(`  ${verdict}: ${spec}\n`);
    if (reason === undefined) process.stdout.write(`    ${message.slice(0, 300)}\n`);
  }
  return [...missing, ...behind].every(({ name: spec }) => reasonFor(spec) !== undefined);
}
