import {
  IconArrowsDiff,
  IconCircleCheck,
  IconHelpCircle,
  IconMoodEmpty,
  IconTrendingDown,
  IconTrendingUp,
  IconZoomExclamation,
} from '@tabler/icons-react';
import { subtypeTexts, verdictTexts } from '../../texts/status-texts.ts';
import classes from './badges.module.css';
import type { ReportSummary } from './report.ts';

const LOOKS = {
  'cannot-tell': { tone: 'neutral', icon: IconHelpCircle },
  'did-not-learn': { tone: 'bad', icon: IconMoodEmpty },
  'still-learning': { tone: 'active', icon: IconTrendingDown },
  underfit: { tone: 'warn', icon: IconZoomExclamation },
  overfit: { tone: 'warn', icon: IconTrendingUp },
  'underfit-and-overfit': { tone: 'warn', icon: IconArrowsDiff },
  good: { tone: 'good', icon: IconCircleCheck },
} as const;

/** The verdict of a run in one or two words with a symbol. */
export function VerdictChip({
  report,
  size = 'md',
  short = false,
}: {
  readonly report: ReportSummary;
  /** The subtype alone where there is one, for tables. */
  readonly short?: boolean;
  readonly size?: 'md' | 'lg';
}) {
  const { tone, icon: Icon } = LOOKS[report.verdict];
  const subtype = report.subtype === undefined ? undefined : subtypeTexts[report.subtype];
  const verdict = verdictTexts[report.verdict];
  return (
    <span
      className={classes.chip}
      data-tone={tone}
      data-size={size}
      title={subtype === undefined ? verdict : `${verdict}, ${subtype}`}
    >
      <Icon size={size === 'lg' ? 20 : 15} stroke={2} aria-hidden />
      {subtype === undefined ? verdict : short ? capitalized(subtype) : `${verdict}, ${subtype}`}
    </span>
  );
}

function capitalized(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
