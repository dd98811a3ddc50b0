'use client';
import { Alert } from '@mantine/core';
import { IconAlertTriangle } from '@tabler/icons-react';
import { texts } from '../../texts/texts.ts';
import { growthText } from './answers.ts';
import type { MemoryVerdict } from './memory-verdict.ts';
import { isOver, type RunDetails } from './run-state.ts';

const { leak } = texts.run.charts;

interface LeakWarningProps {
  readonly verdict: MemoryVerdict;
  readonly run: Pick<RunDetails, 'status' | 'stepsPerEpoch'>;
}

/** Warns of a training that keeps ever more tensors; nothing while it does not. */
export function LeakWarning({ verdict, run }: LeakWarningProps) {
  if (verdict.kind !== 'growing') return null;
  return (
    <Alert icon={<IconAlertTriangle />} color="yellow" title={leak.title} mb="md">
      {leak.answer(
        growthText(verdict.perUpdate, run.stepsPerEpoch ?? 1),
        verdict.tensors,
        isOver(run.status),
      )}
    </Alert>
  );
}
