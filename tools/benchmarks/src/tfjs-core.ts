/**
 * Runs tfjs-core's own specs, as shipped in its npm package, on `cpu` and on `convlab` with each GEMM provider, and
 * fails when one that passes on `cpu` does not pass on `convlab`.
 */
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import type { SpecResult } from './tfjs-core/jasmine.ts';

/** Specs that cannot apply, by a part of their name, with the reason. */
const notApplicable: Record<string, string> = {};

interface Run {
  info?: { gemm: string };
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
  const cpu = run(bundle, 'cpu');
  let isGreen = report('cpu', cpu, cpu);
  for (const contestant of ['wasm', 'blas']) {
    const result = run(bundle, contestant);
    if (result.info?.gemm !== contestant) process.stdout.write(`${contestant}: not available here\n`);
    else isGreen = report(contestant, result, cpu) && isGreen;
  }
  process.exitCode = isGreen ? 0 : 1;
} finally {
  rmSync(folder, { recursive: true });
}

function run(bundle: string, contestant: string): Run {
  const file = join(folder, `${contestant}.json`);
  const { status, stderr } = spawnSync(process.execPath, [bundle, contestant, file], {
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
  for (const spec of cpu.results.filter((result) => !names.has(result.name))) {
    process.stdout.write(`  not defined here: ${spec.name}\n`);
  }
  const behind = results.filter((result) => result.status !== 'passed' && passedOnCpu.has(result.name));
  for (const { name: spec, message } of behind) {
    const reason = Object.entries(notApplicable).find(([part]) => spec.includes(part))?.[1];
    process.stdout.write(
      `  ${reason ? `not applicable (${reason})` : 'FAILS'}: ${spec}\n    ${message.slice(0, 300)}\n`,
    );
  }
  return behind.every(({ name: spec }) => Object.keys(notApplicable).some((part) => spec.includes(part)));
}
