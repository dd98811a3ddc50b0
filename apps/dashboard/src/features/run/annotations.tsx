'use client';
import { Group, Stack, TagsInput, Textarea, TextInput } from '@mantine/core';
import { texts } from '../../texts/texts.ts';
import { Panel } from '../common/page-frame.tsx';
import { useRunActions } from '../common/use-run-actions.ts';
import type { RunData } from './run-state.ts';
import { useDraft } from './use-draft.ts';

const t = texts.run.annotations;

/** What people say about a run: its name, tags and notes. Kept when a field is left. */
export function Annotations({ data: { run } }: { readonly data: RunData }) {
  const { update } = useRunActions();
  const name = useDraft(run.name);
  const tags = useDraft<readonly string[]>(run.tags);
  const notes = useDraft(run.notes);
  return (
    <Panel title={t.title}>
      <Stack gap="sm">
        <Group grow align="flex-start">
          <TextInput
            label={t.name}
            value={name.value}
            maxLength={200}
            onChange={(event) => name.type(event.currentTarget.value)}
            onBlur={() => {
              const text = name.value.trim();
              if (!name.open || text === '' || text === run.name) return name.finish();
              name.finish(text);
              update({ id: run.id, name: text });
            }}
          />
          <TagsInput
            label={t.tags}
            value={[...tags.value]}
            maxTags={20}
            onChange={(next) => {
              tags.finish(next);
              update({ id: run.id, tags: next });
            }}
          />
        </Group>
        <Textarea
          label={t.notes}
          placeholder={t.notesPlaceholder}
          value={notes.value}
          autosize
          minRows={2}
          maxRows={14}
          onChange={(event) => notes.type(event.currentTarget.value)}
          onBlur={() => {
            if (!notes.open || notes.value === run.notes) return notes.finish();
            notes.finish(notes.value);
            update({ id: run.id, notes: notes.value });
          }}
        />
      </Stack>
    </Panel>
  );
}
