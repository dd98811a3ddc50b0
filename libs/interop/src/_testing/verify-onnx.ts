import { architecturePreset } from '@convlab/architectures';
import { useConvlabBackend } from '@convlab/backend';
import { createRegistry, type PluginRefObject, type Registry } from '@convlab/core';
import { layerPreset } from '@convlab/layers';
import { compileNetwork } from '@convlab/network';
import { normalizationPreset } from '@convlab/normalization';
import { onnxDeviation } from './onnx-deviation.ts';

/**
 * Holds the ONNX export of every architecture against onnxruntime: `npm run verify:onnx -- [NAME...]`, all when none is named.
 *
 * Prints each deviation as a share of the largest output, then `N passed, N failed`. The exit code is 1 when one failed.
 */
async function main(names: readonly string[]): Promise<number> {
  const unknown = names.filter((name) => !CASES.some(({ id }) => id === name));
  if (unknown.length > 0) {
    process.stderr.write(`Unknown: ${unknown.join(', ')}\n`);
    return 2;
  }
  const wanted = CASES.filter(({ id }) => names.length === 0 || names.includes(id));
  await useConvlabBackend();
  let failed = 0;
  for (const { inputShape, ...ref } of wanted) {
    const architecture = registry.create('architecture', ref);
    const network = compileNetwork(architecture.build({ inputShape, numOutputs: 5 }), registry);
    const deviation = await onnxDeviation(network, registry);
    const holds = deviation <= TOLERANCE;
    if (!holds) failed++;
    const size = inputShape.join('×').padEnd(10);
    process.stdout.write(
      `${holds ? 'ok  ' : 'FAIL'} ${JSON.stringify(ref).padEnd(44)} ${size} ${deviation.toExponential(1)}\n`,
    );
  }
  process.stdout.write(`${wanted.length - failed} passed, ${failed} failed\n`);
  return failed === 0 ? 0 : 1;
}

const TOLERANCE = 1e-4;

const registry: Registry = createRegistry().use(
  ...layerPreset,
  ...normalizationPreset,
  ...architecturePreset,
);

type Case = PluginRefObject & { readonly inputShape: readonly number[] };

/* Where 32×32×3 does not fit. */
const INPUTS: Readonly<Record<string, readonly number[]>> = {
  mlp: [12],
  'lenet-5': [28, 28, 1],
  'lenet-5-1998': [28, 28, 1],
  alexnet: [63, 63, 3],
  'alexnet-2012': [67, 67, 3],
  xception: [48, 48, 3],
  'inception-resnet-v2': [75, 75, 3],
  'se-inception-resnet-v2': [75, 75, 3],
};

/* Beside the defaults: variants whose graphs are made of other parts. */
const VARIANTS: readonly Case[] = [
  { id: 'vgg-11', batchNormalization: true, inputShape: [32, 32, 3] },
  { id: 'googlenet', variant: 'paper', inputShape: [96, 96, 3] },
  { id: 'resnet-50', variant: 'paper', inputShape: [32, 32, 3] },
  { id: 'resnet-50', variant: 'keras', inputShape: [32, 32, 3] },
  { id: 'cifar-resnet', shortcut: 'B', inputShape: [32, 32, 3] },
  { id: 'se-resnet-50', variant: 'senet', inputShape: [33, 33, 3] },
];

const CASES: readonly Case[] = [
  ...architecturePreset.map((plugin) => {
    const id = plugin.id.replace('convlab/', '');
    return { id, inputShape: INPUTS[id] ?? [32, 32, 3] };
  }),
  ...VARIANTS,
];

process.exitCode = await main(process.argv.slice(2));
