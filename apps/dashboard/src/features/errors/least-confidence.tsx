'use client';
import { Group, NumberInput, Text } from '@mantine/core';
import { useId } from 'react';
import { errorsTexts } from '../../texts/errors-texts.ts';

/** How sure of its answer the network must be at least, in percent, for an example to be shown. */
export function LeastConfidence({
  value,
  onChange,
}: {
  readonly value: number;
  readonly onChange: (value: number) => void;
}) {
  const id = useId();
  return (
    <Group gap="xs">
      <Text size="sm" id={id}>
        {errorsTexts.gallery.minConfidence}
      </Text>
      <NumberInput
        aria-labelledby={id}
        size="xs"
        w={84}
        min={0}
        max={100}
        step={10}
        suffix=" %"
        value={value}
        onChange={(next) => onChange(typeof next === 'number' ? Math.min(Math.max(next, 0), 100) : 0)}
      />
    </Group>
  );
}
