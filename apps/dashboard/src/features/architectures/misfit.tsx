'use client';
import { Alert, Button, Stack, Text } from '@mantine/core';
import { IconRulerMeasure } from '@tabler/icons-react';
import type { ArchitectureAnswer } from '../../networks/describe-architecture.ts';
import { architecturesTexts } from '../../texts/architectures-texts.ts';

const t = architecturesTexts.misfit;

interface MisfitProps {
  readonly answer: Extract<ArchitectureAnswer, { ok: false }>;
  readonly onUse: (size: number) => void;
}

/** Why a network cannot be built: the node, the formula with its numbers, and what would fit. */
export function Misfit({ answer: { fault, fittingSize }, onUse }: MisfitProps) {
  return (
    <Alert icon={<IconRulerMeasure />} color="yellow" title={t.title} role="alert">
      <Stack gap="xs" align="flex-start">
        <Text size="sm">{fault.message}</Text>
        {fittingSize !== null && (
          <>
            <Text size="sm">{t.fits(fittingSize)}</Text>
            <Button size="xs" variant="default" onClick={() => onUse(fittingSize)}>
              {t.use(fittingSize)}
            </Button>
          </>
        )}
      </Stack>
    </Alert>
  );
}
