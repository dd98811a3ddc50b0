'use client';
import { Group, Slider, Text, Tooltip } from '@mantine/core';
import { useState } from 'react';
import { decimalParam } from '../../client/url-params.ts';
import { texts } from '../../texts/texts.ts';

const t = texts.run.charts.smoothing;

/** The average that is stored with the values: what there is before anybody chooses. */
export const STORED_SMOOTHING = 0.95;
const MOST = 0.99;

/** It in the address. */
export const SMOOTHING_PARAM = decimalParam(STORED_SMOOTHING, 0, MOST);

interface SmoothingControlProps {
  readonly value: number;
  readonly onChange: (value: number) => void;
}

/** How much of the past the moving average keeps, for the curves of single updates. */
export function SmoothingControl({ value, onChange }: SmoothingControlProps) {
  // What is dragged is asked for when it is let go.
  const [dragged, setDragged] = useState<number | null>(null);
  const shown = dragged ?? value;
  return (
    <Tooltip label={t.hint} multiline w={300}>
      <Group gap={8} wrap="nowrap">
        <Text size="xs" fw={500} id="smoothing-label">
          {t.label}
        </Text>
        <Slider
          w={110}
          size="sm"
          min={0}
          max={MOST}
          step={0.01}
          label={null}
          thumbProps={{ 'aria-labelledby': 'smoothing-label' }}
          value={shown}
          onChange={setDragged}
          onChangeEnd={(next) => {
            setDragged(null);
            onChange(next);
          }}
        />
        <Text size="xs" ff="monospace">
          {shown.toFixed(2)}
        </Text>
      </Group>
    </Tooltip>
  );
}
