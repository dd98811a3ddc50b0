'use client';
import { Alert, Button, Group, Select, Text } from '@mantine/core';
import { IconDownload } from '@tabler/icons-react';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { downloadFile } from '../../client/download.ts';
import { formatCount } from '../../format/format.ts';
import { askTrained } from '../../networks/trained/ask-trained.ts';
import type { ExportFormat } from '../../networks/trained/export-model.ts';
import { insideTexts } from '../../texts/inside-texts.ts';
import { Panel } from '../common/page-frame.tsx';
import { bestModel, modelAddress } from './trained-run.ts';
import classes from './inside.module.css';

const t = insideTexts.export;

type Format = keyof typeof t.formats;

const FORMATS: readonly Format[] = ['model', 'safetensors', 'onnx', 'layers-model'];

const ENDINGS: Readonly<Record<ExportFormat, string>> = {
  safetensors: 'torch.safetensors',
  onnx: 'onnx',
  'layers-model': 'layers-model.zip',
};

interface ExportPanelProps {
  readonly runId: string;
  readonly bestEpoch: number | null;
  readonly numWeights: number;
}

/** Takes the network of a run's best epoch away as a file. Other frameworks' files are written in this browser. */
export function ExportPanel({ runId, bestEpoch, numWeights }: ExportPanelProps) {
  const [format, setFormat] = useState<Format>('model');
  const write = useMutation({
    mutationFn: async (wanted: ExportFormat) => {
      const bytes = await askTrained('export', bestModel(runId, bestEpoch ?? 0), { format: wanted });
      downloadFile(
        `${runId}.${ENDINGS[wanted]}`,
        new Blob([new Uint8Array(bytes)]),
        'application/octet-stream',
      );
    },
  });
  if (bestEpoch === null)
    return (
      <Panel title={t.title} answer={t.none}>
        {null}
      </Panel>
    );
  return (
    <Panel title={t.title} answer={t.answer(bestEpoch, formatCount(numWeights))}>
      <Group align="flex-end" gap="sm">
        <Select
          label={t.format}
          data={FORMATS.map((value) => ({ value, label: t.formats[value] }))}
          value={format}
          onChange={(value) => setFormat(FORMATS.find((one) => one === value) ?? 'model')}
          allowDeselect={false}
          w={250}
        />
        {format === 'model' ? (
          <Button
            component="a"
            href={modelAddress(runId)}
            download
            leftSection={<IconDownload size={16} aria-hidden />}
          >
            {t.download}
          </Button>
        ) : (
          <Button
            leftSection={<IconDownload size={16} aria-hidden />}
            loading={write.isPending}
            onClick={() => write.mutate(format)}
          >
            {t.download}
          </Button>
        )}
      </Group>
      <Text size="sm" mt="xs" className={classes.quiet}>
        {t.hints[format]} {t.scaling}
      </Text>
      {write.isError && (
        <Alert color="yellow" title={t.failed} role="alert" mt="sm">
          {write.error.message}
        </Alert>
      )}
    </Panel>
  );
}
