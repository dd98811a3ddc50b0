import { formatCount, formatDuration, formatLoss, formatShare } from '../../format/format.ts';
import { texts } from '../../texts/texts.ts';
import type { RunData } from './run-state.ts';
import classes from './run.module.css';

const { facts } = texts.run;

/** Key figures of a run, those of metrics at its best epoch. */
export function RunFacts({ data: { run } }: { readonly data: RunData }) {
  const metrics = run.bestMetrics ?? {};
  const accuracy = metrics['validation/accuracy'];
  const clean = metrics['trainEval/accuracy'];
  const at = run.bestEpoch === null ? '' : facts.atEpoch(run.bestEpoch);
  return (
    <dl className={classes.facts}>
      {accuracy === undefined ? (
        <Fact label={facts.validationLoss} value={formatLoss(metrics['validation/loss'])} note={at} strong />
      ) : (
        <Fact label={facts.validationAccuracy} value={formatShare(accuracy)} note={at} strong />
      )}
      {accuracy !== undefined && (
        <Fact label={facts.validationLoss} value={formatLoss(metrics['validation/loss'])} note={at} />
      )}
      {typeof accuracy === 'number' && typeof clean === 'number' && (
        <Fact label={facts.gap} value={facts.points(clean - accuracy)} note={at} />
      )}
      <Fact label={facts.weights} value={formatCount(run.numWeights)} />
      <Fact label={facts.speed} value={formatCount(run.examplesPerSecond)} />
      <Fact label={facts.time} value={formatDuration(run.durationMs)} />
    </dl>
  );
}

interface FactProps {
  readonly label: string;
  readonly value: string;
  readonly note?: string;
  readonly strong?: boolean;
}

function Fact({ label, value, note = '', strong = false }: FactProps) {
  return (
    <div className={classes.fact} data-strong={strong}>
      <dt>{label}</dt>
      <dd>
        {value}
        {note !== '' && <small> {note}</small>}
      </dd>
    </div>
  );
}
