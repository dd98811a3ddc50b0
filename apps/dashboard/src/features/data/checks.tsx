import { Text } from '@mantine/core';
import { IconAlertTriangle, IconCircleCheck, IconCircleX } from '@tabler/icons-react';
import { dataTexts as t } from '../../texts/data-texts.ts';
import { Panel } from '../common/page-frame.tsx';
import type { Report } from './report.ts';
import classes from './data.module.css';

const ICONS = { pass: IconCircleCheck, warn: IconAlertTriangle, fail: IconCircleX } as const;

/** The checks of a data set with their answers, worst first. */
export function Checks({ checks }: { readonly checks: Report['checks'] }) {
  const passed = checks.filter(({ outcome }) => outcome === 'pass').length;
  return (
    <Panel title={t.checks} answer={t.checksAnswer(passed, checks.length)}>
      <ul className={classes.checks}>
        {checks.map(({ id, outcome, question, answer }) => {
          const Icon = ICONS[outcome];
          return (
            <li key={id} className={classes.check}>
              <Icon size={20} stroke={1.7} className={classes[outcome]} aria-label={t.outcomes[outcome]} />
              <Text size="sm" fw={560}>
                {question}
              </Text>
              <Text size="sm" className={classes.detail}>
                {answer}
              </Text>
            </li>
          );
        })}
      </ul>
    </Panel>
  );
}
