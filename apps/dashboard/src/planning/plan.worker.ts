import * as tf from '@tensorflow/tfjs';
import { serveCalls } from '../networks/worker-calls.ts';
import { planRegistry } from './plan-registry.ts';
import { planTraining, type PlanRequest } from './plan-training.ts';

/* What an optimizer keeps per weight is asked of the optimizer itself: of a handful of numbers, for which no GPU is woken. */
const ready = tf.setBackend('cpu');

/* Plans trainings off the main thread: layers and optimizers bring TensorFlow.js with them, which no page should load. */
serveCalls(async (request: PlanRequest) => {
  await ready;
  return planTraining(request, planRegistry);
});
