'use client';
import { Button, Code, CopyButton, Group } from '@mantine/core';
import { IconCheck, IconCopy, IconDownload } from '@tabler/icons-react';
import { downloadFile } from '../../client/download.ts';
import { jsonText } from '../../format/json-text.ts';
import { texts } from '../../texts/texts.ts';

/** A JSON value to read, copy and download. */
export function JsonView({
  value,
  fileName,
  label,
}: {
  readonly value: unknown;
  readonly fileName: string;
  readonly label: string;
}) {
  const text = `${jsonText(value)}\n`;
  return (
    <div>
      <Group gap="xs" mb="xs">
        <CopyButton value={text}>
          {({ copied, copy }) => (
            <Button
              size="xs"
              variant="default"
              onClick={copy}
              leftSection={copied ? <IconCheck size={14} aria-hidden /> : <IconCopy size={14} aria-hidden />}
            >
              {copied ? texts.common.copied : texts.common.copy}
            </Button>
          )}
        </CopyButton>
        <Button
          size="xs"
          variant="default"
          leftSection={<IconDownload size={14} aria-hidden />}
          onClick={() => downloadFile(fileName, text, 'application/json')}
        >
          {texts.common.download}
        </Button>
      </Group>
      <Code block tabIndex={0} aria-label={label}>
        {text}
      </Code>
    </div>
  );
}
