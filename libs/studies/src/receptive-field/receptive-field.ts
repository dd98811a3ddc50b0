import { factorLines, validationCurves } from '../analysis/charts.ts';
import { difference } from '../analysis/difference.ts';
import { MEASURES } from '../analysis/measures.ts';
import { finalError } from '../analysis/run-values.ts';
import { armName } from '../analysis/runs.ts';
import { defineStudy } from '../define-study/define-study.ts';
import { SEEDS, studyData, type PerBudget } from '../design/base.ts';
import { block, chain } from '../design/graph.ts';

const EPOCHS: PerBudget<number> = { smoke: 1, lesson: 12, full: 40 };
const DILATIONS = [1, 2, 3] as const;
const conv = (dilation: number) => ({
  id: 'conv',
  filters: 16,
  kernelSize: 3,
  dilationRate: dilation,
  padding: 'same',
  useBias: false,
});

/** A 3×3 convolution sees 3 pixels, and a second one of dilation d adds 2 d. */
const arm = (dilation: number): string => armName('3×3, 3×3 dilated', `field ${3 + 2 * dilation}`);

/**
 * A larger receptive field lowers the error, at the same number of weights.
 *
 * @see Yu & Koltun, Multi-scale context aggregation by dilated convolutions, ICLR 2016.
 */
export const receptiveField = defineStudy({
  id: 'convlab/receptive-field',
  title: 'Receptive field',
  summary: 'A larger receptive field lowers the error, at the same number of weights.',
  claim:
    'Of two 3×3 convolutions, dilating the second by three, so that an output sees the whole digit, lowers the validation error without one weight more.',
  prediction:
    'The average over places that follows knows how often a local shape occurs, but not where: only what lies in one receptive field is seen together.',
  factors: [{ name: 'receptive field in pixels', levels: ['5', '7', '9'] }],
  caveats: [
    'Small grey images of 8 × 8 pixels: with padding, a wide field reaches over the edge in most places.',
    'A dilated kernel skips pixels, so that a wider field is also a coarser one.',
    'One recipe for all arms; each might do better with one of its own.',
  ],
  reading: [
    'Yu & Koltun, Multi-scale context aggregation by dilated convolutions, ICLR 2016',
    'Luo, Li, Urtasun & Zemel, Understanding the effective receptive field in deep convolutional neural networks, NIPS 2016',
  ],
  design: (budget) => ({
    experiment: {
      name: 'Receptive field',
      data: studyData('digits'),
      network: { graph: { ...network(1) } },
      optimizer: { id: 'adam', learningRate: 0.003 },
      training: { batchSize: 32, epochs: EPOCHS[budget] },
    },
    arms: DILATIONS.map((dilation) => ({
      name: arm(dilation),
      set: { 'network.graph': network(dilation) },
    })),
    seeds: SEEDS[budget],
  }),
  measures: [MEASURES.weights, MEASURES.validationError, MEASURES.trainError],
  effects: [difference('validation error', [arm(1), arm(3)], finalError)],
  charts: [
    factorLines(
      'Validation error over the receptive field',
      { label: 'receptive field in pixels' },
      { label: 'validation error', unit: 'share' },
      finalError,
    ),
    validationCurves,
  ],
});

function network(dilation: number) {
  return chain([...block('conv1', conv(1)), ...block('conv2', conv(dilation))]);
}
