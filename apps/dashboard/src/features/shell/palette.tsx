'use client';
import { Modal, ScrollArea, Text, TextInput } from '@mantine/core';
import { IconSearch } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useRouter } from 'next/navigation';
import { useId, useState, type KeyboardEvent } from 'react';
import { useApi } from '../../client/api.ts';
import { useShortcutLists } from '../../client/shortcuts.tsx';
import { shellTexts } from '../../texts/shell-texts.ts';
import { Keys } from './help.tsx';
import { texts } from '../../texts/texts.ts';
import { PAGES } from './pages.ts';
import classes from './shell.module.css';

const t = shellTexts.palette;
const MAX_SHOWN = 12;

interface Command {
  readonly id: string;
  readonly label: string;
  readonly group: string;
  readonly keys?: string;
  readonly run: () => void;
}

/** Goes anywhere and does anything by a few letters: pages, runs, and what the page at hand can do. */
export function Palette({ onClose }: { readonly onClose: () => void }) {
  const [query, setQuery] = useState('');
  const [index, setIndex] = useState(0);
  const id = useId();
  const commands = useCommands();
  const found = commands.filter(({ label }) => fits(label, query)).slice(0, MAX_SHOWN);
  const run = (command: Command | undefined): void => {
    if (command === undefined) return;
    onClose();
    command.run();
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.key === 'ArrowDown') setIndex(Math.min(index + 1, found.length - 1));
    else if (event.key === 'ArrowUp') setIndex(Math.max(index - 1, 0));
    else if (event.key === 'Enter') run(found[index]);
    else return;
    event.preventDefault();
  };
  return (
    <Modal opened onClose={onClose} withCloseButton={false} padding={0} size="lg" aria-label={t.title}>
      <TextInput
        data-autofocus
        role="combobox"
        aria-expanded
        aria-controls={`${id}-list`}
        aria-activedescendant={`${id}-${index}`}
        aria-label={t.title}
        placeholder={t.placeholder}
        size="md"
        variant="unstyled"
        leftSection={<IconSearch size={18} aria-hidden />}
        value={query}
        onChange={(event) => {
          setQuery(event.currentTarget.value);
          setIndex(0);
        }}
        onKeyDown={onKeyDown}
        className={classes.paletteInput}
      />
      <ScrollArea.Autosize mah="60vh">
        <ul id={`${id}-list`} role="listbox" aria-label={t.title} className={classes.paletteList}>
          {found.map((command, i) => (
            <li
              key={command.id}
              id={`${id}-${i}`}
              role="option"
              aria-selected={i === index}
              className={classes.paletteItem}
              onMouseEnter={() => setIndex(i)}
              onClick={() => run(command)}
            >
              <span className={classes.paletteLabel}>{command.label}</span>
              <span className={classes.paletteGroup}>
                {command.keys === undefined ? command.group : <Keys keys={command.keys} />}
              </span>
            </li>
          ))}
        </ul>
        {found.length === 0 && (
          <Text size="sm" p="md" className={classes.quiet}>
            {t.nothing}
          </Text>
        )}
      </ScrollArea.Autosize>
    </Modal>
  );
}

function useCommands(): readonly Command[] {
  const api = useApi();
  const router = useRouter();
  const lists = useShortcutLists();
  const runs = useQuery(api.runs.list.queryOptions({}));
  const actions = lists.flatMap(({ title, shortcuts }) =>
    shortcuts.map(({ keys, label, run }) => ({ id: `${title} ${keys}`, label, group: title, keys, run })),
  );
  const pages = PAGES.map(({ href, label }) => ({
    id: href,
    label,
    group: t.page,
    run: () => router.push(href),
  }));
  const latest = {
    id: '/runs/latest',
    label: texts.run.latest.title,
    group: t.page,
    run: () => router.push('/runs/latest'),
  };
  const found = (runs.data?.items ?? []).map((run) => ({
    id: run.id,
    label: `${run.name} · ${run.id}`,
    group: t.run,
    run: () => router.push(`/runs/${run.id}`),
  }));
  return [...pages, latest, ...actions, ...found];
}

/* Every word of the query begins somewhere in the label. */
function fits(label: string, query: string): boolean {
  const text = label.toLowerCase();
  return query
    .toLowerCase()
    .split(/\s+/)
    .every((word) => text.includes(word));
}
