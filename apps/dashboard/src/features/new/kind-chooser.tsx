'use client';
import { Radio, Text } from '@mantine/core';
import { IconArrowRight } from '@tabler/icons-react';
import Link from 'next/link';
import { texts } from '../../texts/texts.ts';
import { KINDS, type PresetKind } from './spec-kind.ts';
import classes from './new.module.css';

const t = texts.new.kind;

interface KindChooserProps {
  /** What the specification is; it may be one that no card stands for. */
  readonly value: string;
  readonly onChange: (kind: PresetKind) => void;
}

/** The kinds of experiments, each with the question that it answers; a choice puts its parts into the specification. */
export function KindChooser({ value, onChange }: KindChooserProps) {
  return (
    <Radio.Group
      aria-label={t.label}
      value={value}
      onChange={(next) => {
        const kind = KINDS.find((one) => one === next);
        if (kind !== undefined) onChange(kind);
      }}
    >
      <div className={classes.kinds}>
        {KINDS.map((kind) => (
          <Radio.Card key={kind} value={kind} className={classes.kind}>
            <Text size="sm" fw={600}>
              {t.titles[kind]}
            </Text>
            <Text size="xs" className={classes.quiet}>
              {t.questions[kind]}
            </Text>
          </Radio.Card>
        ))}
        <Link href="/studies" className={classes.kind} prefetch={false}>
          <Text size="sm" fw={600} className={classes.line}>
            {t.study} <IconArrowRight size={14} aria-hidden />
          </Text>
          <Text size="xs" className={classes.quiet}>
            {t.studyQuestion}
          </Text>
        </Link>
      </div>
    </Radio.Group>
  );
}
