import { definePlugin, type Panel, type PanelRun } from '@convlab/core';
import { z } from 'zod';

const config = z.strictObject({
  parts: z
    .int()
    .min(2)
    .max(60)
    .default(10)
    .meta({ title: 'Parts', description: 'How many equal parts the time of the training is divided into.' }),
});

/**
 * Panel of a run: which part of its time brought how much of its progress.
 *
 * gain[k] = (best(t[k]) - best(t[k + 1])) / (loss[1] - best(t[n])), where best(t) is the lowest validation loss of the epochs that
 * were finished by time t, and t[k] = k / n of the time between the ends of the first and the last epoch.
 */
export const gainOverTime = definePlugin({
  kind: 'panel',
  id: 'convlab/gain-over-time',
  version: 1,
  title: 'Gain over time',
  summary: 'Which part of the training time brought how much of the progress.',
  formula: 'gain[k] = (best(t[k]) - best(t[k + 1])) / (loss[1] - best(t[n]))',
  config,
  create: ({ parts }): Panel => ({
    question: 'When did training time pay?',
    place: 'live',
    compute: (run) => {
      const ends = epochEnds(run);
      const gains = gainsOf(ends, parts);
      if (gains === undefined) return undefined;
      const seconds = ((ends.at(-1)?.time ?? 0) - (ends[0]?.time ?? 0)) / 1000;
      const half = gains.slice(Math.floor(parts / 2)).reduce((sum, gain) => sum + gain, 0);
      const share = (from: number): string =>
        `${Math.round((100 * from) / parts)}–${Math.round((100 * (from + 1)) / parts)} %`;
      return {
        answer: `The second half of the ${seconds.toFixed(1)} s after the first epoch brought ${(100 * half).toFixed(1)} % of the fall of the validation loss.`,
        chart: {
          type: 'bars',
          itemLabel: 'Time',
          value: { label: 'Share of the fall of the validation loss', unit: 'share' },
          items: gains.map((value, k) => ({ label: share(k), value })),
        },
      };
    },
  }),
});

interface EpochEnd {
  /** In ms since the beginning. */
  readonly time: number;
  readonly loss: number;
}

function epochEnds({ rows, epochMs }: PanelRun): readonly EpochEnd[] {
  let time = 0;
  return rows.flatMap((row, i) => {
    time += epochMs[i] ?? 0;
    const loss = row['validation/loss'] ?? null;
    return loss === null ? [] : [{ time, loss }];
  });
}

/* Nothing for fewer than three epochs, or where the loss never fell. */
function gainsOf(ends: readonly EpochEnd[], parts: number): number[] | undefined {
  const [first, last] = [ends[0], ends.at(-1)];
  if (first === undefined || last === undefined || ends.length < 3) return undefined;
  const gains = new Array<number>(parts).fill(0);
  const span = last.time - first.time;
  let best = first.loss;
  for (const { time, loss } of ends) {
    if (loss >= best || span <= 0) continue;
    // An epoch belongs to the part that it ends in; a part holds its own end.
    const part = Math.max(Math.ceil(((time - first.time) / span) * parts) - 1, 0);
    gains[Math.min(part, parts - 1)] = (gains[Math.min(part, parts - 1)] ?? 0) + best - loss;
    best = loss;
  }
  const total = first.loss - best;
  return total > 0 ? gains.map((gain) => gain / total) : undefined;
}
