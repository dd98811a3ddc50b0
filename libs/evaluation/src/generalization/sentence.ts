import type { BestEpoch, CheckContext } from './checks.ts';
import { percent, points } from './format.ts';
import type { Evidence, OverfitSubtype, Verdict } from './report.ts';

const NAMES: Readonly<Record<Verdict, string>> = {
  'cannot-tell': 'Cannot tell',
  'did-not-learn': 'Did not learn',
  'still-learning': 'Still learning',
  underfit: 'Underfit',
  overfit: 'Overfit',
  'underfit-and-overfit': 'Underfit and overfit',
  good: 'Good fit',
};

/** The sentence of a report that cannot tell. */
export function obstacleSentence(obstacle: Evidence): string {
  return `${NAMES['cannot-tell']}: ${uncapitalize(obstacle.explanation)}`;
}

/** The verdict of a judged run with its numbers. */
export function verdictSentence(
  context: CheckContext,
  best: BestEpoch,
  verdict: Verdict,
  subtype: OverfitSubtype | undefined,
  evidence: readonly Evidence[],
): string {
  const name =
    subtype === undefined ? NAMES[verdict] : `${NAMES[verdict]}, ${subtype.replace('high-', 'high ')}`;
  return `${name}: ${[errorsAt(context, best), ...details(best, verdict, evidence)].join('; ')}.`;
}

function errorsAt({ input, curves }: CheckContext, best: BestEpoch): string {
  const train = curves.approximate ? 'train (approximate)' : 'train-eval';
  const unexplained = input.task === 'regression' ? ' of the variance unexplained' : '';
  return (
    `${train} ${percent(best.trainError)}, validation ${percent(best.validationError)}${unexplained} ` +
    `at epoch ${best.epoch} of ${input.plannedEpochs}`
  );
}

function details(best: BestEpoch, verdict: Verdict, evidence: readonly Evidence[]): string[] {
  const find = (id: Evidence['id']): Evidence | undefined => evidence.find((row) => row.id === id);
  const gap = gapDetail(find('gap'));
  const rise = riseDetail(find('loss-rise'));
  const fit = `a training error up to ${percent(find('fits-training')?.threshold ?? NaN)} would be a fit`;
  switch (verdict) {
    case 'did-not-learn':
      return [learnedDetail(best, find('beats-chance'), find('loss-fell'))];
    case 'still-learning':
      return ['both losses still fall'];
    case 'underfit':
      return [fit];
    case 'underfit-and-overfit':
      return [fit, gap, ...rise];
    case 'overfit':
      return [gap, ...rise];
    case 'good':
    case 'cannot-tell':
      return [gap];
  }
}

function gapDetail(gap: Evidence | undefined): string {
  return `gap ${(100 * (gap?.value ?? NaN)).toFixed(1)} ± ${points(gap?.noise ?? NaN)}`;
}

function riseDetail(rise: Evidence | undefined): string[] {
  if (rise?.outcome !== 'fail' || rise.value === null) return [];
  return [`validation loss +${(100 * rise.value).toFixed(0)} % since`];
}

function learnedDetail(best: BestEpoch, chance: Evidence | undefined, loss: Evidence | undefined): string {
  if (chance?.outcome === 'fail') return `ignoring the input errs on ${percent(best.chance ?? NaN)}`;
  return uncapitalize((loss?.explanation ?? '').replace(/\.$/, ''));
}

function uncapitalize(text: string): string {
  return text.charAt(0).toLowerCase() + text.slice(1);
}
