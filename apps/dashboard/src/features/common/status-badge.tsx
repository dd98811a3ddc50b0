import {
  IconAlertTriangle,
  IconCheck,
  IconClock,
  IconPlayerPause,
  IconPlayerStop,
  IconPlugConnectedX,
  IconProgress,
} from '@tabler/icons-react';
import { statusTexts } from '../../texts/status-texts.ts';
import classes from './badges.module.css';

/** A run's state as the API names it. */
export type Status = keyof typeof statusTexts;

const LOOKS = {
  queued: { tone: 'neutral', icon: IconClock },
  running: { tone: 'active', icon: IconProgress },
  paused: { tone: 'neutral', icon: IconPlayerPause },
  lost: { tone: 'warn', icon: IconPlugConnectedX },
  finished: { tone: 'plain', icon: IconCheck },
  'stopped-early': { tone: 'plain', icon: IconCheck },
  stopped: { tone: 'neutral', icon: IconPlayerStop },
  failed: { tone: 'bad', icon: IconAlertTriangle },
} as const;

/** A run's state as a symbol alone, for tables; its name is there for the pointer and for screen readers. */
export function StatusDot({ status }: { readonly status: Status }) {
  const { tone, icon: Icon } = LOOKS[status];
  return (
    <span
      className={classes.badge}
      data-tone={tone}
      role="img"
      aria-label={statusTexts[status]}
      title={statusTexts[status]}
    >
      <Icon size={15} stroke={2} aria-hidden />
    </span>
  );
}

/** A run's state as a word with a symbol; colour only repeats it. */
export function StatusBadge({ status }: { readonly status: Status }) {
  const { tone, icon: Icon } = LOOKS[status];
  return (
    <span className={classes.badge} data-tone={tone}>
      <Icon size={15} stroke={2} aria-hidden />
      {statusTexts[status]}
    </span>
  );
}
