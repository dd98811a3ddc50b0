'use client';
import { Select } from '@mantine/core';
import { seriesTexts } from '../../texts/series-texts.ts';
import { isXKind } from '../common/run-series.ts';

interface MetricXProps {
  readonly metrics: readonly string[];
  readonly x: string;
  readonly onChange: (x: string) => void;
}

/** Lets curves stand over a metric, as validation loss over training loss; cleared, they stand over epochs again. */
export function MetricX({ metrics, x, onChange }: MetricXProps) {
  return (
    <Select
      size="xs"
      w={180}
      aria-label={seriesTexts.xMetric}
      placeholder={seriesTexts.xMetric}
      data={metrics}
      value={isXKind(x) ? null : x}
      clearable
      onChange={(value) => onChange(value ?? 'epoch')}
    />
  );
}
