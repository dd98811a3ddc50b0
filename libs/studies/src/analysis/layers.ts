import type { StudyLayer, StudyRun } from '@convlab/core';
import type { RunValue } from './runs.ts';

/** The layers as they were first looked at, in the network's order. */
function firstLook({ layers }: StudyRun): readonly StudyLayer[] {
  return layers[0]?.layers ?? [];
}

/** The layers as they were last looked at. */
function lastLook({ layers }: StudyRun): readonly StudyLayer[] {
  return layers.at(-1)?.layers ?? [];
}

/**
 * How much weaker the gradient of the first layer is than that of the last, in powers of ten, after the first epoch.
 *
 * log10(|g_first| / |g_last|); -12 stands for a gradient that has vanished altogether
 */
export const gradientReach: RunValue = (run) => {
  const norms = firstLook(run).flatMap(({ gradientNorm }) => gradientNorm ?? []);
  const [first, last] = [norms[0], norms.at(-1)];
  if (first === undefined || last === undefined || last === 0) return null;
  return Math.max(-12, Math.log10(first / last));
};

/** Norm of the first layer's gradient after the first epoch, in powers of ten; -12 stands for none. */
export const firstGradient: RunValue = (run) => {
  const norm = firstLook(run).find(({ gradientNorm }) => gradientNorm !== null)?.gradientNorm;
  return norm === undefined || norm === null ? null : Math.max(-12, Math.log10(norm));
};

/** Share of an activation's channels that answer to nothing at the last look, over all activations. */
export const deadShare: RunValue = (run) => meanOver(lastLook(run), ({ deadShare: share }) => share);

/** Share of the weights that are exactly zero at the last look, over all layers. */
export const zeroWeights: RunValue = (run) =>
  meanOver(lastLook(run), ({ weightZeroShare }) => weightZeroShare);

function meanOver(layers: readonly StudyLayer[], of: (layer: StudyLayer) => number | null): number | null {
  const values = layers.flatMap((layer) => of(layer) ?? []);
  return values.length === 0 ? null : values.reduce((sum, value) => sum + value, 0) / values.length;
}
