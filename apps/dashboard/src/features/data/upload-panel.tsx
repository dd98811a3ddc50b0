'use client';
import { Alert, Anchor, Button, FileInput, Progress, Stack, Text, TextInput } from '@mantine/core';
import { IconUpload } from '@tabler/icons-react';
import { useQueryClient } from '@tanstack/react-query';
import Link from 'next/link';
import { useState, type SyntheticEvent } from 'react';
import { useApi } from '../../client/api.ts';
import { dataTexts } from '../../texts/data-texts.ts';
import { Panel } from '../common/page-frame.tsx';
import { setAddress } from './set-address.ts';
import { sendArchive, type Uploaded } from './send-archive.ts';
import classes from './data.module.css';

const t = dataTexts.upload;

type State =
  | { readonly at: 'choosing'; readonly problem?: string }
  | { readonly at: 'sending'; readonly percent: number }
  | { readonly at: 'done'; readonly uploaded: Uploaded };

/** Takes a zip file of images, one folder for each class. */
export function UploadPanel({ taken }: { readonly taken: readonly string[] }) {
  const api = useApi();
  const client = useQueryClient();
  const [file, setFile] = useState<File | null>(null);
  const [name, setName] = useState('');
  const [state, setState] = useState<State>({ at: 'choosing' });
  const choose = (chosen: File | null): void => {
    setFile(chosen);
    if (chosen !== null && name === '') setName(nameFrom(chosen.name, taken));
    setState({ at: 'choosing' });
  };
  const send = async (event: SyntheticEvent): Promise<void> => {
    event.preventDefault();
    if (file === null) return;
    setState({ at: 'sending', percent: 0 });
    try {
      const uploaded = await sendArchive(name, file, (percent) => setState({ at: 'sending', percent }));
      setState({ at: 'done', uploaded });
      setFile(null);
      setName('');
      await client.invalidateQueries(api.data.list.queryFilter());
    } catch (error) {
      setState({ at: 'choosing', problem: error instanceof Error ? error.message : t.broken });
    }
  };
  return (
    <Panel title={t.title} answer={t.help}>
      <form onSubmit={(event) => void send(event)} className={classes.upload}>
        <FileInput
          label={t.file}
          placeholder={t.filePlaceholder}
          accept="application/zip,.zip"
          value={file}
          onChange={choose}
          clearable
        />
        <TextInput
          label={t.name}
          description={t.nameHelp}
          inputWrapperOrder={['label', 'input', 'description']}
          value={name}
          onChange={(event) => setName(event.currentTarget.value)}
          pattern="[a-z][a-z0-9\-]{0,59}"
          required
        />
        <Button
          type="submit"
          leftSection={<IconUpload size={16} />}
          disabled={file === null || name === '' || state.at === 'sending'}
          className={classes.send}
        >
          {t.send}
        </Button>
      </form>
      <div aria-live="polite">
        {state.at === 'sending' && (
          <Stack gap={4} mt="sm">
            <Progress value={state.percent} aria-label={t.send} animated />
            <Text size="sm">{t.progress(state.percent)}</Text>
          </Stack>
        )}
        {state.at === 'choosing' && state.problem !== undefined && (
          <Alert color="red" title={t.failed} mt="sm">
            {state.problem}
          </Alert>
        )}
        {state.at === 'done' && <Done {...state.uploaded} />}
      </div>
    </Panel>
  );
}

function Done({ name, path, classes: found, numImages, ignored }: Uploaded) {
  return (
    <Alert color="green" title={name} mt="sm">
      {t.done(numImages, found.length)} {ignored.length > 0 && t.ignored(ignored.length)}{' '}
      <Anchor component={Link} href={setAddress({ id: 'image-folder', path })} size="sm">
        {t.look}
      </Anchor>
    </Alert>
  );
}

/** A name that the file's suggests and nobody has. */
function nameFrom(file: string, taken: readonly string[]): string {
  const base = file
    .toLowerCase()
    .replace(/\.zip$/, '')
    .replaceAll(/[^a-z0-9]+/g, '-')
    .replace(/^[^a-z]+|-+$/g, '')
    .slice(0, 50);
  const name = base === '' ? 'images' : base;
  return taken.includes(name) ? `${name}-${taken.length + 1}` : name;
}
