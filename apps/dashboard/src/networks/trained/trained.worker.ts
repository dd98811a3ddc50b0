import { chooseBackend } from '@convlab/backend';
import { filtersOf } from '@convlab/inspection';
import { lossPreset } from '@convlab/losses';
import * as tf from '@tensorflow/tfjs';
import { networkRegistry } from '../network-registry.ts';
import { serveCalls, type CallContext } from '../worker-calls.ts';
import { explain, mapsOf, occlude, predictionOf } from './explain.ts';
import { exportModel } from './export-model.ts';
import { LoadedModels } from './load-model.ts';
import type { TaskProgress, TrainedRequest } from './trained-tasks.ts';

const registry = networkRegistry.use(...lossPreset);
const loaded = new LoadedModels(registry);
const ready = chooseBackend('convlab');

/* Applies a trained network off the main thread, with the backend that trained it. */
serveCalls(async (request: TrainedRequest, { report }: CallContext<TaskProgress>) => {
  await ready;
  const trained = await loaded.open(request.model, (share) => report({ phase: 'loading', share }));
  if (request.task === 'origin') return { epoch: trained.epoch, step: trained.step };
  if (request.task === 'filters') return filtersOf(trained.network, trained.weights, request.node);
  if (request.task === 'export') return exportModel(trained, request.format, registry);
  const image = tf.tensor(request.input, [1, ...trained.network.graph.inputShape]);
  try {
    switch (request.task) {
      case 'predict':
        return await predictionOf(trained, image, registry.create('loss', request.loss));
      case 'explain':
        return await explain(trained, image, request.output);
      case 'occlude':
        return await occlude(trained, image, request.output, (share) =>
          report({ phase: 'computing', share }),
        );
      case 'maps':
        return await mapsOf(trained, image, request.node);
    }
  } finally {
    image.dispose();
  }
});
