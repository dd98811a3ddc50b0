import { definePlugin, type Panel, type PanelResult } from '@convlab/core';
import { z } from 'zod';

/* Two differences of each epoch but the first and the last. */
const MIN_EPOCHS = 5;
const SHOWN = 400;

/**
 * Panel of a run: how much the validation loss moves from epoch to epoch, and how much of that is noise.
 *
 * noise = sqrt(mean_e((loss[e - 1] - 2 loss[e] + loss[e + 1])²) / 6)
 *
 * The second difference of independent noise of variance σ² has variance 6 σ², and is blind to any straight trend.
 *
 * @see Gasser, Sroka & Jennen-Steinmetz, "Residual variance and residual pattern in nonlinear regression", Biometrika 1986.
 */
export const validationNoise = definePlugin({
  kind: 'panel',
  id: 'convlab/validation-noise',
  version: 1,
  title: 'Validation noise',
  summary: 'How much the validation loss moves from epoch to epoch, apart from its trend.',
  formula: 'noise = sqrt(mean((loss[e - 1] - 2 * loss[e] + loss[e + 1]) ** 2) / 6)',
  references: ['Gasser, Sroka & Jennen-Steinmetz, Biometrika 73(3), 1986'],
  config: z.strictObject({}),
  create: (): Panel => ({
    question: 'How noisy is validation from epoch to epoch?',
    place: 'generalization',
    compute: ({ rows }) => {
      const losses = rows.map((row) => row['validation/loss'] ?? null);
      const noise = noiseOf(losses);
      return noise === undefined ? undefined : resultOf(losses, noise);
    },
  }),
});

/** The standard deviation of the noise on a curve; `undefined` where fewer than three places have both neighbours. */
export function noiseOf(values: readonly (number | null)[]): number | undefined {
  const bends = values.flatMap((value, i) => {
    const [before, after] = [values[i - 1] ?? null, values[i + 1] ?? null];
    return before === null || value === null || after === null ? [] : [before - 2 * value + after];
  });
  if (bends.length < MIN_EPOCHS - 2) return undefined;
  return Math.sqrt(bends.reduce((sum, bend) => sum + bend * bend, 0) / bends.length / 6);
}

function resultOf(losses: readonly (number | null)[], noise: number): PanelResult {
  const changes = losses.flatMap((loss, i) => {
    if (i === 0) return [];
    const before = losses[i - 1] ?? null;
    return [{ x: i + 1, y: before === null || loss === null ? null : loss - before }];
  });
  const shown = changes.slice(-SHOWN);
  const clear = changes.filter(({ y }) => y !== null && y < -2 * Math.SQRT2 * noise).length;
  const ends = [shown[0]?.x ?? 2, shown.at(-1)?.x ?? 2];
  const level = (name: string, y: number) => ({ name, points: ends.map((x) => ({ x, y })) });
  // The difference of two noisy values has √2 times the noise of one.
  const band = 2 * Math.SQRT2 * noise;
  return {
    answer: `Noise of ± ${noise.toPrecision(2)} per epoch: ${clear} of ${changes.length} steps went down by more than it explains (2 σ of a difference: ${band.toPrecision(2)}).`,
    chart: {
      type: 'curves',
      x: { label: 'Epoch' },
      y: { label: 'Change of validation loss', unit: 'number' },
      series: [
        { name: 'Change', points: shown },
        level('+2 σ of noise', band),
        level('−2 σ of noise', -band),
      ],
    },
  };
}
