'use client';
import { Button, CloseButton, Group, SegmentedControl, Text, TextInput, Tooltip } from '@mantine/core';
import { IconArchive, IconArchiveOff, IconFilter, IconGitCompare, IconRuler2 } from '@tabler/icons-react';
import dynamic from 'next/dynamic';
import { useEffect, useRef, useState, type Ref } from 'react';
import { texts } from '../../texts/texts.ts';
import { ToggleButton } from '../common/toggle-button.tsx';
import { FILTER_KEYS } from './run-filter.ts';
import type { At } from './run-values.ts';
import type { RunRow } from './use-runs.ts';
import classes from './runs.module.css';

const t = texts.runs;

const TagsButton = dynamic(() => import('./tags-button.tsx').then((module) => module.TagsButton), {
  ssr: false,
});

interface View {
  readonly q: string;
  readonly at: At;
  readonly base: string;
  readonly archived: boolean;
}

interface RunsToolbarProps {
  readonly ref: Ref<HTMLInputElement>;
  readonly view: View;
  readonly setView: (change: Partial<View>) => void;
  readonly total: number;
  readonly shown: number;
  readonly chosen: readonly RunRow[];
  readonly onCompare: () => void;
  readonly onArchive: () => void;
  readonly onBaseline: (id: string) => void;
  readonly onClear: () => void;
}

/** Above the table: which runs, which epoch's numbers, and what to do with those that are selected. */
export function RunsToolbar(props: RunsToolbarProps) {
  const { ref, view, setView, total, shown, chosen } = props;
  // The address follows a moment later: what is typed must not wait for it.
  const [text, setText] = useState(view.q);
  const typing = useRef(false);
  useEffect(() => {
    if (!typing.current) setText(view.q);
  }, [view.q]);
  const search = (q: string): void => {
    setText(q);
    setView({ q });
  };
  return (
    <div className={classes.toolbar}>
      <Group gap="sm" align="center">
        <Tooltip
          label={t.filterHelp(FILTER_KEYS)}
          multiline
          w={340}
          events={{ hover: true, focus: true, touch: false }}
        >
          <TextInput
            ref={ref}
            size="sm"
            className={classes.filter}
            aria-label={t.filter}
            placeholder={t.filterPlaceholder}
            leftSection={<IconFilter size={15} aria-hidden />}
            rightSection={
              text === '' ? null : (
                <CloseButton size="sm" aria-label={t.clearFilter} onClick={() => search('')} />
              )
            }
            value={text}
            onFocus={() => (typing.current = true)}
            onBlur={() => (typing.current = false)}
            onChange={(event) => search(event.currentTarget.value)}
            onKeyDown={(event) => {
              if (event.key === 'Escape') event.currentTarget.blur();
            }}
            spellCheck={false}
          />
        </Tooltip>
        <SegmentedControl
          size="xs"
          aria-label={t.atLabel}
          value={view.at}
          onChange={(at) => setView({ at: at === 'last' ? 'last' : 'best' })}
          data={[
            { value: 'best', label: t.at.best },
            { value: 'last', label: t.at.last },
          ]}
        />
        <ToggleButton pressed={view.archived} onToggle={() => setView({ archived: !view.archived })}>
          {t.showArchived}
        </ToggleButton>
        <Text size="sm" className={classes.quiet} role="status">
          {view.q === '' ? '' : t.found(shown, total)}
        </Text>
      </Group>
      {chosen.length > 0 && <Chosen {...props} />}
    </div>
  );
}

function Chosen({ chosen, view, onCompare, onArchive, onBaseline, onClear }: RunsToolbarProps) {
  const [only] = chosen;
  return (
    <Group gap="xs" className={classes.chosen}>
      <Text size="sm" fw={600}>
        {t.chosen(chosen.length)}
      </Text>
      <Button
        size="compact-sm"
        variant="light"
        leftSection={<IconGitCompare size={15} aria-hidden />}
        onClick={onCompare}
      >
        {t.compare}
      </Button>
      {chosen.length === 1 && only !== undefined && (
        <Button
          size="compact-sm"
          variant="default"
          leftSection={<IconRuler2 size={15} aria-hidden />}
          onClick={() => onBaseline(view.base === only.id ? '' : only.id)}
        >
          {view.base === only.id ? t.noBaseline : t.setBaseline}
        </Button>
      )}
      <TagsButton key={chosen.map(({ id }) => id).join()} chosen={chosen} />
      <Button
        size="compact-sm"
        variant="default"
        leftSection={
          view.archived ? <IconArchiveOff size={15} aria-hidden /> : <IconArchive size={15} aria-hidden />
        }
        onClick={onArchive}
      >
        {view.archived ? t.restore : t.archive}
      </Button>
      <CloseButton size="sm" aria-label={t.clearSelection} onClick={onClear} />
    </Group>
  );
}
