'use client';
import { Button, Popover, TagsInput } from '@mantine/core';
import { IconTag } from '@tabler/icons-react';
import { useState } from 'react';
import { texts } from '../../texts/texts.ts';
import { useRunActions } from '../common/use-run-actions.ts';
import type { RunRow } from './use-runs.ts';

const t = texts.runs;

/** Edits the tags that all chosen runs have; a change is made to each of them, tags of its own stay. */
export function TagsButton({ chosen }: { readonly chosen: readonly Pick<RunRow, 'id' | 'tags'>[] }) {
  const { update } = useRunActions();
  const shared = (chosen[0]?.tags ?? []).filter((tag) => chosen.every(({ tags }) => tags.includes(tag)));
  const [tags, setTags] = useState<string[]>(shared);
  const change = (next: string[]): void => {
    for (const run of chosen) {
      const own = run.tags.filter((tag) => !tags.includes(tag));
      update({ id: run.id, tags: [...new Set([...own, ...next])] });
    }
    setTags(next);
  };
  return (
    <Popover position="bottom-start" width={300} trapFocus>
      <Popover.Target>
        <Button size="compact-sm" variant="default" leftSection={<IconTag size={15} aria-hidden />}>
          {t.tag}
        </Button>
      </Popover.Target>
      <Popover.Dropdown>
        <TagsInput
          label={t.tagsOf(chosen.length)}
          description={t.tagsHelp}
          value={tags}
          onChange={change}
          maxTags={20}
          data-autofocus
        />
      </Popover.Dropdown>
    </Popover>
  );
}
