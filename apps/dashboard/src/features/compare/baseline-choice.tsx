'use client';
import { Select } from '@mantine/core';
import { texts } from '../../texts/texts.ts';

interface BaselineChoiceProps {
  readonly choices: readonly { readonly key: string; readonly label: string }[];
  readonly base: string;
  readonly onChange: (base: string) => void;
}

/** Chooses what the others are compared with. */
export function BaselineChoice({ choices, base, onChange }: BaselineChoiceProps) {
  const t = texts.compare;
  return (
    <Select
      size="xs"
      w={320}
      maw="100%"
      aria-label={t.baseline}
      data={choices.map(({ key, label }) => ({ value: key, label: `${t.baseline}: ${label}` }))}
      value={base}
      allowDeselect={false}
      onChange={(value) => onChange(value ?? '')}
    />
  );
}
