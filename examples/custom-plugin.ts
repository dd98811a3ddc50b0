// A plugin of your own: an activation, checked by the conformance kit and compared with ReLU.
import { useConvlabBackend } from '@convlab/backend';
import { definePlugin, soleShape } from '@convlab/core';
import { prepareTraining, requireExperiment } from '@convlab/experiments';
import { checkPlugin } from '@convlab/testing';
import { train } from '@convlab/training';
import { builtinRegistry } from '@convlab/workbench';
import * as tf from '@tensorflow/tfjs';
import { z } from 'zod';

const mish = definePlugin({
  kind: 'activation',
  id: 'acme/mish',
  version: 1,
  title: 'Mish',
  summary: 'A smooth activation that lets small negative values through.',
  formula: 'y = x * tanh(log(1 + exp(x)))',
  config: z.strictObject({}),
  create: () => ({
    outputShape: soleShape,
    apply: ({ inputs: [x] }) => ({ output: tf.tidy(() => tf.mul(x, tf.tanh(tf.softplus(x)))) }),
  }),
});

const { gemm } = await useConvlabBackend();
const results = await checkPlugin(mish, { cases: [{ inputs: [[2, 7, 6, 4]] }] });
console.log(`${results.filter(({ passed }) => passed).length} of ${results.length} checks passed`);

const registry = builtinRegistry().use(mish);
for (const activation of ['relu', 'acme/mish']) {
  const network = { architecture: 'mlp', activation };
  const experiment = requireExperiment(
    { data: { set: 'digits' }, network, training: { epochs: 5 } },
    registry,
  );
  const { setup } = await prepareTraining(experiment, registry, { name: 'convlab', reason: gemm });
  const { event } = await train(setup);
  console.log(activation, event.bestMetrics['validation/accuracy']);
}
