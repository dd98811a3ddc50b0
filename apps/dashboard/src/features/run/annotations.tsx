'use client';
import { Group, Stack, TagsInput, Textarea, TextInput } from '@mantine/core';
import { useState } from 'react';
import { texts } from '../../texts/texts.ts';
import { Panel } from '../common/page-frame.tsx';
import { useRunActions } from '../common/use-run-actions.ts';
import type { RunData } from './run-state.ts';

const t = texts.run.annotations;

/** What people say about a run: its name, tags and notes. Kept when a field is left. */
export function Annotations({ data: { run } }: { readonly data: RunData }) {
  const { update } = useRunActions();
  const [name, setName] = useState(run.name);
  const [notes, setNotes] = useState(run.notes);
  return (
    <Panel title={t.title}>
      <Stack gap="sm">
        <Group grow align="flex-start">
          <TextInput
            label={t.name}
            value={name}
            maxLength={200}
            onChange={(event) => setName(event.currentTarget.value)}
            onBlur={() => {
              const text = name.trim();
              if (text === '') setName(run.name);
              else if (text !== run.name) update({ id: run.id, name: text });
            }}
          />
          <TagsInput
            label={t.tags}
            defaultValue={[...run.tags]}
            maxTags={20}
            onChange={(tags) => update({ id: run.id, tags })}
          />
        </Group>
        <Textarea
          label={t.notes}
          placeholder={t.notesPlaceholder}
          value={notes}
          autosize
          minRows={2}
          maxRows={14}
          onChange={(event) => setNotes(event.currentTarget.value)}
          onBlur={() => {
            if (notes !== run.notes) update({ id: run.id, notes });
          }}
        />
      </Stack>
    </Panel>
  );
}
