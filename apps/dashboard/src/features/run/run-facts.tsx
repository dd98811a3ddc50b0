import { formatCount, formatDuration, formatLoss, formatShare, MISSING } from '../../format/format.ts';
import { texts } from '../../texts/texts.ts';
import type { RunData } from './run-state.ts';
import classes from './run.module.css';

const { facts } = texts.run;

/** Key figures of a run, those of metrics at its best epoch. */
export function RunFacts({ data: { run } }: { readonly data: RunData }) {
  const metrics = run.bestMetrics ?? {};
  const accuracy = metrics['validation/accuracy'];
  const clean = metrics['trainEval/accuracy'];
  // Until something is measured, the places of a classification's figures are kept for them.
  const isOpen = run.bestMetrics === null && run.started?.task !== 'regression';
  const hasAccuracy = accuracy !== undefined || isOpen;
  const at = run.bestEpoch === null ? '' : facts.atEpoch(run.bestEpoch);
  return (
    <dl className={classes.facts}>
      {hasAccuracy && (
        <Fact label={facts.validationAccuracy} value={formatShare(accuracy)} note={at} strong />
      )}
      <Fact
        label={facts.validationLoss}
        value={formatLoss(metrics['validation/loss'])}
        note={at}
        strong={!hasAccuracy}
      />
      {typeof accuracy === 'number' && typeof clean === 'number' ? (
        <Fact label={facts.gap} value={facts.points(clean - accuracy)} note={at} />
      ) : (
        isOpen && <Fact label={facts.gap} value={MISSING} />
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
