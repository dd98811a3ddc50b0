'use client';
import { ActionIcon, Group, SegmentedControl, Text } from '@mantine/core';
import { IconChevronLeft, IconChevronRight } from '@tabler/icons-react';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useApi, type ApiOutputs } from '../../client/api.ts';
import type { SetView } from '../../client/url-state.ts';
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
  readonly onView: SetView<InsideView>;
}

/** Chooses the image that is looked at: of a part, right or wrong, one after another or from a row of them. */
export function ExampleChooser({ id, over, list, network, view, onView }: ExampleChooserProps) {
  const { total, part, parts, judged } = list;
  // The list may be that of a moment ago when somebody steps on quickly.
  const at = view.example < 0 ? view.at : list.offset;
  const goTo = (place: number) => onView({ ...START, at: place });
  const step = (by: number) =>
    onView((now) => ({
      ...START,
      at: Math.max(0, Math.min((now.example < 0 ? now.at : list.offset) + by, total - 1)),
    }));
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
            value={part}
            onChange={(value) =>
              onView({ ...START, part: parts.find((one) => one === value) ?? 'validation' })
            }
            data={parts.map((value) => ({ value, label: t.parts[value] }))}
          />
        )}
        <SegmentedControl
          size="xs"
          aria-label={t.answers}
          disabled={!judged}
          value={judged ? view.answers : 'all'}
          onChange={(value) => onView({ ...START, answers: KINDS.find((one) => one === value) ?? 'all' })}
          data={KINDS.map((value) => ({ value, label: t.answerKinds[value] }))}
        />
        <Group gap={4} wrap="nowrap">
          <ActionIcon variant="default" aria-label={t.previous} disabled={at <= 0} onClick={() => step(-1)}>
            <IconChevronLeft size={16} aria-hidden />
          </ActionIcon>
          <ActionIcon
            variant="default"
            aria-label={t.next}
            disabled={at + 1 >= total}
            onClick={() => step(1)}
          >
            <IconChevronRight size={16} aria-hidden />
          </ActionIcon>
          <Text size="sm" className={classes.quiet} ml={4}>
            {total === 0 ? t.none[view.answers] : t.place(at + 1, total)}
          </Text>
        </Group>
      </Group>
      {total > 0 && (
        <Thumbnails
          id={id}
          over={over}
          network={network}
          part={part}
          at={at}
          answers={view.answers}
          onChoose={goTo}
        />
      )}
      {(!judged || view.weights === 'last') && (
        <Text size="sm" mt="xs" className={classes.quiet}>
          {judged ? t.judgedBest : t.notJudged}
        </Text>
      )}
    </Panel>
  );
}

const KINDS = ['all', 'right', 'wrong'] as const;

/* Where a list of examples begins. */
const START = { at: 0, example: -1, explain: -1 } as const;

interface ThumbnailsProps extends Pick<ExampleChooserProps, 'id' | 'over' | 'network'> {
  readonly part: ExampleList['part'];
  /** Place of the chosen example. */
  readonly at: number;
  readonly answers: InsideView['answers'];
  readonly onChoose: (place: number) => void;
}

/* The row of examples that the chosen one is in. */
function Thumbnails({ id, over, network, part, at, answers, onChoose }: ThumbnailsProps) {
  const api = useApi();
  const offset = at - (at % PER_ROW);
  const row = useQuery(
    api.inside.examples.queryOptions(
      { id, part, answers, offset, limit: PER_ROW, over },
      { staleTime: Infinity, placeholderData: keepPreviousData },
    ),
  );
  const rows = row.data?.examples ?? [];
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
        const one = rows[k];
        const values = one && found.get(one.index);
        if (one === undefined) return <li key={k}>{row.isPending && <div className={classes.blank} />}</li>;
        return (
          <li key={k}>
            <button
              type="button"
              className={classes.thumbnail}
              aria-pressed={offset + k === at}
              aria-label={t.thumbnail(one.index, nameOf(network, one.truth), nameOf(network, one.predicted))}
              onClick={() => onChoose(offset + k)}
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
