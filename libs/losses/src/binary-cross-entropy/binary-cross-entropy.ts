import { definePlugin, type Loss } from '@convlab/core';
import * as tf from '@tensorflow/tfjs';
import { z } from 'zod';
import { requireSameShape } from '../_internal/check-targets.ts';

const config = z.strictObject({
  labelSmoothing: z.number().min(0).lt(1).default(0).meta({
    title: 'Label smoothing',
    description: 'Pulls targets towards 1/2 by this share while training.',
  }),
});

/**
 * Binary cross-entropy from logits, for labels that exclude nothing.
 *
 * loss = mean over n, c of t · softplus(-z) + (1 - t) · softplus(z), softplus(z) = log(1 + exp(z))
 * training: t <- t · (1 - labelSmoothing) + labelSmoothing / 2
 *
 * Both terms are exact where they are small, so logits of ±1e4 neither overflow nor give NaN. In nats.
 * Reduction: the mean over all N · C elements.
 *
 * Shapes: logits [N, C], targets [N, C] of 0 and 1 -> scalar
 *
 * Targets of another shape throw E_SHAPE_TARGETS.
 */
export const binaryCrossEntropy = definePlugin({
  kind: 'loss',
  id: 'convlab/binary-cross-entropy',
  version: 1,
  title: 'Binary cross-entropy',
  summary: 'For several labels, each there or not.',
  formula: 'loss = mean(t * softplus(-z) + (1 - t) * softplus(z))',
  config,
  create: ({ labelSmoothing }): Loss => ({
    tasks: ['multi-label'],
    loss: (logits, targets, { training }) => {
      requireSameShape(logits, targets);
      return tf.tidy(() => {
        const smoothing = training ? labelSmoothing : 0;
        const positive = tf.add(tf.mul(targets, 1 - smoothing), smoothing / 2);
        const present = tf.mul(positive, tf.softplus(tf.neg(logits)));
        const absent = tf.mul(tf.sub(1, positive), tf.softplus(logits));
        return tf.mean(tf.add(present, absent));
      });
    },
    predictions: (logits) => tf.sigmoid(logits),
  }),
});
