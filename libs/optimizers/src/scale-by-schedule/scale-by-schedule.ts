import type { Schedule, Transformation } from '@convlab/core';
import * as tf from '@tensorflow/tfjs';
import { mapNamed } from '../_internal/named.ts';

/** Turns a direction of ascent into a step of descent: update <- -schedule(time) · g. */
export function scaleBySchedule(schedule: Schedule): Transformation {
  return {
    init: () => ({}),
    update: (gradients, state, { time }) => {
      const factor = -schedule.valueAt(time);
      return { updates: mapNamed(gradients, (g) => tf.mul(g, factor)), state };
    },
  };
}
