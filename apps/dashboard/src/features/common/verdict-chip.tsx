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
}: {
  readonly report: ReportSummary;
  readonly size?: 'md' | 'lg';
}) {
  const { tone, icon: Icon } = LOOKS[report.verdict];
  const subtype = report.subtype === undefined ? '' : `, ${subtypeTexts[report.subtype]}`;
  return (
    <span className={classes.chip} data-tone={tone} data-size={size}>
      <Icon size={size === 'lg' ? 20 : 15} stroke={2} aria-hidden />
      {verdictTexts[report.verdict]}
      {subtype}
    </span>
  );
}
