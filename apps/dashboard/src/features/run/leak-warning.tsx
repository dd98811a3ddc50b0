'use client';
import { Alert } from '@mantine/core';
import { IconAlertTriangle } from '@tabler/icons-react';
import { texts } from '../../texts/texts.ts';
import { growthText } from './answers.ts';
import type { MemoryVerdict } from './memory-verdict.ts';

const { leak } = texts.run.charts;

interface LeakWarningProps {
  readonly verdict: MemoryVerdict;
  readonly stepsPerEpoch: number;
}

/** Warns of a training that keeps ever more tensors; nothing while it does not. */
export function LeakWarning({ verdict, stepsPerEpoch }: LeakWarningProps) {
  if (verdict.kind !== 'growing') return null;
  return (
    <Alert icon={<IconAlertTriangle />} color="yellow" title={leak.title} mb="md">
      {leak.answer(growthText(verdict.perUpdate, stepsPerEpoch), verdict.tensors)}
    </Alert>
  );
}
