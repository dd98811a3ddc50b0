import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { runCommand } from '../run-command.ts';
import type { GuidePackage } from './guide-package.ts';

/* A layer whose gradient is twice what it should be, beside one that is sound. */
const WRONG_GRADIENT = `
import { definePlugin, soleShape } from '@convlab/core';
import * as tf from '@tensorflow/tfjs';
import { z } from 'zod';

const doubled = tf.customGrad((x) => ({ value: tf.mul(x, 3), gradFunc: (dy) => tf.mul(dy, 6) }));
const layer = (name, apply) =>
  definePlugin({
    kind: 'layer', id: 'broken/' + name, version: 1, title: name, summary: 'Triples.', config: z.strictObject({}),
    create: () => ({ outputShape: soleShape, apply: ({ inputs: [x] }) => ({ output: apply(x) }) }),
  });
export const wrong = layer('wrong', (x) => doubled(x));
export const sound = layer('sound', (x) => tf.mul(x, 3));
`;

const THROWS = `throw new Error('the sensor library is missing');\n`;

const RESERVED = `
import { definePlugin } from '@convlab/core';
import { z } from 'zod';

export const thief = definePlugin({
  kind: 'loss', id: 'convlab/thief', version: 1, title: 'Thief', summary: 'Takes a name.', config: z.strictObject({}),
  create: () => { throw new Error('unreachable'); },
});
`;

/** What is said of each plugin that cannot be loaded, on the command line and on the page of plugins. */
export const LOAD_PROBLEMS = [
  /convlab\.config, plugins\[1\].*the sensor library is missing/s,
  /convlab\/thief.*reserved for what ships with ConvLab/s,
];

/**
 * Adds plugins with deliberate errors to a site: one that throws when it is imported, and one with a name that is not its own.
 *
 * @param site     the folder with convlab.config
 * @param working  the package that works, which comes first
 */
export async function addBrokenPlugins(site: string, working: string): Promise<void> {
  await writeFile(join(site, 'throws.mjs'), THROWS);
  await writeFile(join(site, 'reserved.mjs'), RESERVED);
  await writeFile(join(site, 'wrong-gradient.mjs'), WRONG_GRADIENT);
  const entries = [working, './throws.mjs', './reserved.mjs', './wrong-gradient.mjs'];
  const imports = entries.map((entry) => `() => import('${entry}')`).join(', ');
  await writeFile(join(site, 'convlab.config.mjs'), `export default { plugins: [${imports}] };\n`);
}

/** `convlab check` names the check that the wrong plugin fails, and passes the sound one beside it. */
export async function checkWrongGradient(site: string): Promise<string[]> {
  const { ok, output } = await runCommand('npx', ['convlab', 'check', './wrong-gradient.mjs'], site);
  const failures = output
    .split('\n')
    .filter((line) => line.startsWith('layer broken/') && line.includes(': '));
  return [
    ...(ok ? ['passes'] : []),
    ...(/^layer broken\/wrong: gradients equal finite differences/m.test(output)
      ? []
      : ['the failed check is not named']),
    ...failures.filter((line) => !line.includes('broken/wrong: gradients')),
  ];
}

/** A training with the plugins that work goes on, and those that do not are named. */
export async function checkIsolation({ experiments }: GuidePackage, site: string): Promise<string[]> {
  await writeFile(join(site, 'beside-broken.json'), JSON.stringify(experiments.get('rings')));
  const { ok, output } = await runCommand('npx', ['convlab', 'run', 'beside-broken.json', '--json'], site);
  return [
    ...(ok ? [] : [output]),
    ...LOAD_PROBLEMS.filter((problem) => !problem.test(output)).map(
      (problem) => `not named: ${problem.source}\n${output.slice(0, 2000)}`,
    ),
  ];
}
