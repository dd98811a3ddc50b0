import { IconCircleCheck, IconCircleMinus, IconCircleX } from '@tabler/icons-react';
import { texts } from '../../texts/texts.ts';
import classes from './run.module.css';

const ICONS = { pass: IconCircleCheck, fail: IconCircleX, skipped: IconCircleMinus } as const;

/** The outcome of a check as a symbol with its word. */
export function OutcomeMark({ outcome }: { readonly outcome: keyof typeof ICONS }) {
  const Icon = ICONS[outcome];
  return (
    <span className={classes.outcome} data-outcome={outcome}>
      <Icon size={18} stroke={1.8} aria-hidden />
      {texts.run.report.outcomes[outcome]}
    </span>
  );
}
