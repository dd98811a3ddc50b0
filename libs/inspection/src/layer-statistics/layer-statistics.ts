import { createRng, type NamedTensors } from '@convlab/core';
import { applyNetwork, disposeTensors } from '@convlab/network';
import * as tf from '@tensorflow/tfjs';
import type { TrainedNetwork } from '../trained-network/trained-network.ts';

/** What a node's outputs look like over a batch. */
export interface ActivationStatistics {
  readonly node: string;
  readonly mean: number;
  /** Standard deviation. */
  readonly std: number;
  /** Share of zeros. */
  readonly zeroFraction: number;
  /**
   * Share of channels that are zero for every example and everywhere. After a ReLU, such units are dead for this batch: no
   * gradient reaches what is below them.
   */
  readonly deadFraction: number;
}

/**
 * Means, deviations and dead units of chosen nodes over a batch, in inference.
 *
 * @param nodes  all activations when left out
 */
export async function activationStatistics(
  { network, weights, state }: TrainedNetwork,
  input: tf.Tensor,
  nodes: readonly string[] = activationNodes(network.graph.nodes),
): Promise<readonly ActivationStatistics[]> {
  const { outputs, taps } = applyNetwork(network, {
    weights,
    state,
    input,
    training: false,
    rng: createRng(0),
    taps: [...new Set(nodes)],
  });
  const rows = nodes.map((node) => describeActivations(taps[node] as tf.Tensor));
  disposeTensors(taps);
  for (const output of outputs) if (!output.isDisposed) output.dispose();
  const result = await Promise.all(
    rows.map(async (row, i): Promise<ActivationStatistics> => {
      const [mean = NaN, std = NaN, zeroFraction = NaN, deadFraction = NaN] = await row.data();
      return { node: nodes[i] ?? '', mean, std, zeroFraction, deadFraction };
    }),
  );
  rows.forEach((row) => row.dispose());
  return result;
}

function activationNodes(
  nodes: readonly { readonly name: string; readonly op: { readonly kind: string } }[],
): readonly string[] {
  return nodes.filter(({ op }) => op.kind === 'activation').map(({ name }) => name);
}

function describeActivations(x: tf.Tensor): tf.Tensor1D {
  return tf.tidy(() => {
    const mean = tf.mean(x);
    const std = tf.sqrt(tf.mean(tf.square(tf.sub(x, mean))));
    const isZero = tf.cast(tf.equal(x, 0), 'float32');
    const dead = tf.min(isZero.reshape([-1, x.shape.at(-1) ?? 1]), 0);
    return tf.stack([mean, std, tf.mean(isZero), tf.mean(dead)]) as tf.Tensor1D;
  });
}

/** What one update does to one weight tensor. */
export interface UpdateStatistics {
  /** Full name. */
  readonly name: string;
  /** L2 norms. */
  readonly weightNorm: number;
  readonly gradientNorm: number;
  readonly updateNorm: number;
  /** updateNorm / weightNorm, null for a weight that is all zeros; about 1e-3 in a healthy training. */
  readonly updateRatio: number | null;
}

/**
 * Norms of weights, gradients and updates, by weight.
 *
 * ‖w‖, ‖g‖, ‖Δw‖ and ‖Δw‖ / ‖w‖
 *
 * Reads all norms at once, after they are computed. Disposes nothing it is given.
 *
 * @param updates  what the optimizer adds to each weight
 */
export async function updateStatistics(
  weights: NamedTensors,
  gradients: NamedTensors,
  updates: NamedTensors,
): Promise<readonly UpdateStatistics[]> {
  const names = Object.keys(weights).filter((name) => name in gradients && name in updates);
  if (names.length === 0) return [];
  const norms = tf.tidy(() =>
    tf.stack(
      names.flatMap((name) =>
        [weights, gradients, updates].map((tensors) =>
          tf.sqrt(tf.sum(tf.square(tensors[name] as tf.Tensor))),
        ),
      ),
    ),
  );
  const values = await norms.data();
  norms.dispose();
  return names.map((name, i) => {
    const [weightNorm = NaN, gradientNorm = NaN, updateNorm = NaN] = values.slice(3 * i, 3 * i + 3);
    const updateRatio = weightNorm === 0 ? null : updateNorm / weightNorm;
    return { name, weightNorm, gradientNorm, updateNorm, updateRatio };
  });
}

/**
 * Sparsity by weight: the share of its elements that are exactly zero, #{i : wᵢ = 0} / n, in [0, 1].
 *
 * Reads all shares at once, after they are computed. Disposes nothing it is given.
 */
export async function zeroShares(weights: NamedTensors): Promise<Readonly<Record<string, number>>> {
  const names = Object.keys(weights);
  if (names.length === 0) return {};
  const shares = tf.tidy(() =>
    tf.stack(names.map((name) => tf.mean(tf.cast(tf.equal(weights[name] as tf.Tensor, 0), 'float32')))),
  );
  const values = await shares.data();
  shares.dispose();
  return Object.fromEntries(names.map((name, i) => [name, values[i] ?? NaN]));
}
