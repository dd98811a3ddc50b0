import type { EnsemblePart } from '@convlab/experiments';
import type { Cost } from '@convlab/inspection/describe-network';
import type { RunSummary } from '@convlab/store';

/** What an answer of one network, or of all together, costs. */
export interface CostRow {
  readonly name: 'member' | 'ensemble';
  /** Share of wrong answers, from 0 to 1: of the mean member, or of all together; `null` where nothing is classified. */
  readonly error: number | null;
  readonly weights: number;
  /** Memory of weights and running statistics. */
  readonly bytes: number;
  /** For one example. */
  readonly multiplyAdds: number;
  /** Time for one example; `null` where no time was measured. */
  readonly ms: number | null;
}

const BYTES_PER_ELEMENT = 4;
/* An update is a forward pass and a backward one, which is twice as much. */
const FORWARD_SHARE = 1 / 3;

/** The cost of an answer of one member and of `members` of them, all of which are asked. */
export function costRows(
  { comparison }: Pick<EnsemblePart, 'comparison'>,
  members: number,
  { numWeights, numStatistics, multiplyAdds }: Pick<Cost, 'numWeights' | 'numStatistics' | 'multiplyAdds'>,
  run: Pick<RunSummary, 'durationMs' | 'epoch' | 'started'> | undefined,
): CostRow[] {
  const accuracy = comparison['accuracy'];
  const ms = msPerExample(run);
  const rowOf = (name: CostRow['name'], times: number, right: number | undefined): CostRow => ({
    name,
    error: right === undefined ? null : 1 - right,
    weights: times * numWeights,
    bytes: times * BYTES_PER_ELEMENT * (numWeights + numStatistics),
    multiplyAdds: times * multiplyAdds,
    ms: ms === null ? null : times * ms,
  });
  return [rowOf('member', 1, accuracy?.mean), rowOf('ensemble', members, accuracy?.ensemble)];
}

/** Time of a forward pass as training took it, which saw that many examples in each epoch. */
function msPerExample(run: Parameters<typeof costRows>[3]): number | null {
  if (run?.started === null || run?.started === undefined || run.epoch === 0 || run.durationMs === 0)
    return null;
  return (FORWARD_SHARE * run.durationMs) / (run.epoch * run.started.numExamples.train);
}
