'use client';
import { ActionIcon, Group, SegmentedControl, Text } from '@mantine/core';
import { IconChevronLeft, IconChevronRight } from '@tabler/icons-react';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useApi, type ApiOutputs } from '../../client/api.ts';
import { useShortcuts } from '../../client/shortcuts.tsx';
import { insideTexts } from '../../texts/inside-texts.ts';
import { ExamplePicture } from '../common/example-picture.tsx';
import { isPicture } from '../common/example-values.ts';
import { Panel } from '../common/page-frame.tsx';
import type { InsideView, RunNetwork } from './look-view.ts';
import classes from './inside.module.css';

const t = insideTexts.look;

const PER_ROW = 12;

type ExampleList = ApiOutputs['inside']['examples'];

interface ExampleChooserProps {
  readonly id: string;
  readonly over: boolean;
  readonly list: ExampleList;
  readonly network: RunNetwork;
  readonly view: InsideView;
  readonly onView: (change: Partial<InsideView>) => void;
}

/** Chooses the image that is looked at: of a part, right or wrong, one after another or from a row of them. */
export function ExampleChooser({ id, over, list, network, view, onView }: ExampleChooserProps) {
  const { total, parts, judged } = list;
  const step = (by: number) => onView({ at: Math.min(Math.max(view.at + by, 0), total - 1), explain: -1 });
  useShortcuts(t.examples, [
    { keys: 'j', label: t.next, run: () => step(1) },
    { keys: 'k', label: t.previous, run: () => step(-1) },
  ]);
  return (
    <Panel title={t.examples}>
      <Group gap="sm" mb="sm">
        {parts.length > 1 && (
          <SegmentedControl
            size="xs"
            aria-label={t.part}
            value={view.part}
            onChange={(value) =>
              onView({ part: parts.find((one) => one === value) ?? 'validation', at: 0, explain: -1 })
            }
            data={parts.map((value) => ({ value, label: t.parts[value] }))}
          />
        )}
        <SegmentedControl
          size="xs"
          aria-label={t.answers}
          disabled={!judged}
          value={judged ? view.answers : 'all'}
          onChange={(value) =>
            onView({ answers: KINDS.find((one) => one === value) ?? 'all', at: 0, explain: -1 })
          }
          data={KINDS.map((value) => ({ value, label: t.answerKinds[value] }))}
        />
        <Group gap={4} wrap="nowrap">
          <ActionIcon
            variant="default"
            aria-label={t.previous}
            disabled={view.at <= 0}
            onClick={() => step(-1)}
          >
            <IconChevronLeft size={16} aria-hidden />
          </ActionIcon>
          <ActionIcon
            variant="default"
            aria-label={t.next}
            disabled={view.at + 1 >= total}
            onClick={() => step(1)}
          >
            <IconChevronRight size={16} aria-hidden />
          </ActionIcon>
          <Text size="sm" className={classes.quiet} ml={4}>
            {total === 0 ? t.none[view.answers] : t.place(view.at + 1, total)}
          </Text>
        </Group>
      </Group>
      {total > 0 && <Thumbnails id={id} over={over} network={network} view={view} onView={onView} />}
      {!judged && (
        <Text size="sm" mt="xs" className={classes.quiet}>
          {t.notJudged}
        </Text>
      )}
    </Panel>
  );
}

const KINDS = ['all', 'right', 'wrong'] as const;

/* The row of examples that the chosen one is in. */
function Thumbnails({ id, over, network, view, onView }: Omit<ExampleChooserProps, 'list'>) {
  const api = useApi();
  const { part, answers, at } = view;
  const offset = at - (at % PER_ROW);
  const list = useQuery(
    api.inside.examples.queryOptions(
      { id, part, answers, offset, limit: PER_ROW, over },
      { staleTime: Infinity, placeholderData: keepPreviousData },
    ),
  );
  const rows = list.data?.examples ?? [];
  const pictures = useQuery(
    api.data.examples.queryOptions(
      { set: network.set, indices: rows.map(({ index }) => index) },
      { enabled: rows.length > 0, staleTime: Infinity, placeholderData: keepPreviousData },
    ),
  );
  const found = new Map(pictures.data?.examples.map(({ index, values }) => [index, values]));
  const { shape = [], range = null } = pictures.data ?? {};
  return (
    <ul className={classes.thumbnails}>
      {Array.from({ length: PER_ROW }, (_, k) => {
        const row = rows[k];
        const values = row && found.get(row.index);
        if (row === undefined) return <li key={k}>{list.isPending && <div className={classes.blank} />}</li>;
        return (
          <li key={k}>
            <button
              type="button"
              className={classes.thumbnail}
              aria-pressed={offset + k === at}
              aria-label={t.thumbnail(row.index, nameOf(network, row.truth), nameOf(network, row.predicted))}
              onClick={() => onView({ at: offset + k, explain: -1 })}
            >
              {values === undefined || !isPicture(shape) ? (
                <div className={classes.blank} />
              ) : (
                <ExamplePicture values={values} shape={shape} range={range} />
              )}
            </button>
          </li>
        );
      })}
    </ul>
  );
}

function nameOf({ outputNames }: RunNetwork, label: number | null): string | null {
  return label === null ? null : (outputNames[label] ?? String(label));
}
