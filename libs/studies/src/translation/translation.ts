import { armPoints, validationCurves } from '../analysis/charts.ts';
import type { EffectRule } from '../analysis/effect.ts';
import { MEASURES } from '../analysis/measures.ts';
import { finalError, minus } from '../analysis/run-values.ts';
import { armName, type SeedGroup } from '../analysis/runs.ts';
import { defineStudy } from '../define-study/define-study.ts';
import { SEEDS } from '../design/base.ts';
import { CONNECTIONS, connectionExperiment } from '../design/connections.ts';

/* One of eight pixels: as far as a digit can go and stay in its picture. */
const SHIFT = { id: 'translate', fraction: 1 / 8 };
const PLACES = [
  ['in place', []],
  ['shifted', [SHIFT]],
] as const;

/** What shifting costs a network: its error on shifted images less that on the same images in their places. */
function cost(seed: SeedGroup, network: string): number | null {
  const error = (place: string): number | null => seed.value(armName(network, place), finalError);
  return minus(error('shifted'), error('in place'));
}

const costMore = (network: string): EffectRule => ({
  name: `validation error that shifts add, ${network} less convolutional`,
  unit: 'points',
  above: 0,
  of: (seed) => minus(cost(seed, network), cost(seed, 'convolutional')),
});

/**
 * Shifted images that a network was not trained on cost a convolutional one less accuracy than others.
 *
 * @see LeCun, Generalization and network design strategies, 1989.
 */
export const translation = defineStudy({
  id: 'convlab/translation',
  title: 'Shifted images',
  summary: 'Shifts that a network was not trained on cost a convolutional one less accuracy than others.',
  claim:
    'Shifting validation images by up to a pixel costs a convolutional network less accuracy than a locally connected and than a fully connected one of about as many weights.',
  prediction:
    'A shared kernel answers to a stroke wherever it comes to lie, and the average over all places forgets where; weights of one place have never seen what a shift brings there.',
  factors: [
    { name: 'network', levels: CONNECTIONS.map(({ name }) => name) },
    { name: 'validation images', levels: PLACES.map(([place]) => place) },
  ],
  caveats: [
    'Small grey images and a short training; larger problems may answer otherwise.',
    'Training images stay in their places; with shifts among them (augmentation) all networks bear more.',
    'What shifts add is judged, not the error that it is added to; the table has both.',
    'Convolutions on images of eight pixels see their border in every second place, and a shift moves what it cuts off.',
  ],
  reading: [
    'LeCun, Generalization and network design strategies, 1989',
    'Azulay & Weiss, Why do deep convolutional networks generalize so poorly to small image transformations?, JMLR 20, 2019',
  ],
  design: (budget) => ({
    experiment: connectionExperiment('Shifted images', budget),
    arms: CONNECTIONS.flatMap(({ name, set }) =>
      PLACES.map(([place, perturb]) => ({
        name: armName(name, place),
        set: { ...set, 'data.perturb': perturb },
      })),
    ),
    seeds: SEEDS[budget],
  }),
  measures: [MEASURES.weights, MEASURES.validationError, MEASURES.trainError],
  effects: [costMore('locally connected'), costMore('fully connected')],
  charts: [
    armPoints('What shifts cost', { label: 'validation error', unit: 'share' }, finalError),
    validationCurves,
  ],
});
