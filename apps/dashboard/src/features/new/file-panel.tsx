'use client';
import { ActionIcon, Button, FileButton, Group, Text, Textarea, Title } from '@mantine/core';
import { getHotkeyHandler } from '@mantine/hooks';
import { IconArrowBackUp, IconArrowForwardUp, IconDownload, IconFolderOpen } from '@tabler/icons-react';
import { useState } from 'react';
import { downloadFile } from '../../client/download.ts';
import { texts } from '../../texts/texts.ts';
import type { useSpec } from './use-spec.ts';
import classes from './new.module.css';

const t = texts.new;
/* The server refuses more, and so does common sense. */
const MAX_FILE_BYTES = 2 * 2 ** 20;

/** The specification as a file: to edit, to open and to save. */
export function FilePanel({
  draft,
  inAddress,
}: {
  readonly draft: ReturnType<typeof useSpec>;
  /** Whether whoever opens the address of the page sees the same. */
  readonly inAddress: boolean;
}) {
  const [fileError, setFileError] = useState<string | null>(null);
  const open = async (file: File | null): Promise<void> => {
    if (file === null) return;
    const problem = file.size > MAX_FILE_BYTES ? t.tooLarge : null;
    setFileError(problem);
    if (problem !== null) return;
    try {
      draft.setText(await file.text());
    } catch {
      setFileError(t.unreadable);
    }
  };
  return (
    <section className={classes.panel}>
      <Group justify="space-between" mb="xs">
        <Title order={2} size="h5">
          {t.file}
        </Title>
        <Group gap="xs">
          <ActionIcon.Group>
            <ActionIcon
              variant="default"
              size={30}
              aria-label={texts.common.undo}
              disabled={!draft.canUndo}
              onClick={draft.undo}
            >
              <IconArrowBackUp size={16} />
            </ActionIcon>
            <ActionIcon
              variant="default"
              size={30}
              aria-label={texts.common.redo}
              disabled={!draft.canRedo}
              onClick={draft.redo}
            >
              <IconArrowForwardUp size={16} />
            </ActionIcon>
          </ActionIcon.Group>
          <FileButton onChange={(file) => void open(file)} accept="application/json,.json">
            {(props) => (
              <Button
                {...props}
                size="xs"
                variant="default"
                leftSection={<IconFolderOpen size={14} aria-hidden />}
              >
                {t.upload}
              </Button>
            )}
          </FileButton>
          <Button
            size="xs"
            variant="default"
            leftSection={<IconDownload size={14} aria-hidden />}
            onClick={() => downloadFile('experiment.json', `${draft.text}\n`, 'application/json')}
          >
            {texts.common.download}
          </Button>
        </Group>
      </Group>
      <Textarea
        aria-label={t.file}
        value={draft.text}
        onChange={(event) => draft.setText(event.currentTarget.value)}
        onKeyDown={getHotkeyHandler([
          // The browser's own would know nothing of what the form wrote here.
          ['mod+Z', draft.undo],
          ['mod+shift+Z', draft.redo],
          ['mod+Y', draft.redo],
        ])}
        autosize
        minRows={10}
        maxRows={16}
        resize="vertical"
        error={fileError ?? draft.textError}
        spellCheck={false}
        classNames={{ input: classes.code as string }}
      />
      <Text size="xs" mt={6} className={classes.quiet}>
        {inAddress ? t.fileHelp : t.notInAddress}
      </Text>
    </section>
  );
}
