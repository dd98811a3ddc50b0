'use client';
import { Group, SegmentedControl, Select } from '@mantine/core';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useApi, type ApiOutputs } from '../../client/api.ts';
import { flipsTexts as t } from '../../texts/flips-texts.ts';
import { Panel } from '../common/page-frame.tsx';
import { ErrorState, LoadingState } from '../common/page-states.tsx';
import { Pager } from '../common/pager.tsx';
import { insideAddress } from '../inside/inside-address.ts';
import { Gallery, type GalleryRow } from './gallery.tsx';
import { FLIP_KINDS, type FlipKind, type FlipsOverview } from './flips.ts';
import { LeastConfidence } from './least-confidence.tsx';
import classes from './errors.module.css';

const PER_PAGE = 24;

/** Which examples are shown; it stands in the address. */
interface FlipsView {
  readonly since: number;
  readonly flips: FlipKind;
  readonly flipClass: number;
  readonly flipSure: number;
  readonly flipPage: number;
}

interface FlipsPanelProps {
  readonly runId: string;
  /** Finished epochs: the examples are asked for again as they come. */
  readonly epoch: number;
  readonly overview: FlipsOverview;
  readonly view: FlipsView;
  readonly onView: (changes: Partial<FlipsView>) => void;
}

/** The examples that were fixed, broken, forgotten or never right, a page at a time. */
export function FlipsPanel({ runId, epoch, overview: { set, names }, view, onView }: FlipsPanelProps) {
  const api = useApi();
  const { since, flips: kind, flipClass, flipSure, flipPage } = view;
  const query = useQuery(
    api.flips.examples.queryOptions(
      {
        id: runId,
        since,
        epoch,
        kind,
        ...(flipClass < 0 ? {} : { truth: flipClass }),
        minConfidence: flipSure / 100,
        offset: (flipPage - 1) * PER_PAGE,
        limit: PER_PAGE,
      },
      { staleTime: Infinity, placeholderData: keepPreviousData },
    ),
  );
  if (query.isError) return <ErrorState error={query.error} onRetry={() => void query.refetch()} />;
  const found = query.data;
  if (found === undefined) return <LoadingState rows={1} />;
  return (
    <Panel
      title={t.galleries[kind](found.since, found.last)}
      {...(found.total === 0 ? {} : { answer: t.total(found.total, kind === 'forgotten') })}
    >
      <div className={classes.stack}>
        <Group gap="sm">
          <SegmentedControl
            size="xs"
            aria-label={t.kind}
            value={kind}
            onChange={(flips) => onView({ flips, flipPage: 1 })}
            data={FLIP_KINDS.map((value) => ({ value, label: t.kinds[value] }))}
          />
          <Select
            size="xs"
            w={140}
            aria-label={t.label}
            value={String(flipClass)}
            onChange={(value) => onView({ flipClass: Number(value ?? -1), flipPage: 1 })}
            data={[
              { value: '-1', label: t.all },
              ...names.map((name, k) => ({ value: String(k), label: name })),
            ]}
            searchable={names.length > 12}
            allowDeselect={false}
          />
          <LeastConfidence value={flipSure} onChange={(next) => onView({ flipSure: next, flipPage: 1 })} />
        </Group>
        <Gallery
          set={set}
          rows={found.examples.map((row) => galleryRow(row, kind, found, names))}
          names={names}
          hrefOf={(index) => insideAddress(runId, 'validation', index, 'last')}
        />
      </div>
      <Pager
        page={flipPage}
        perPage={PER_PAGE}
        total={found.total}
        onPage={(next) => onView({ flipPage: next })}
      />
    </Panel>
  );
}

type Found = ApiOutputs['flips']['examples'];

function galleryRow(
  { index, truth, before, predicted, confidence, timesRight, timesForgotten }: Found['examples'][number],
  kind: FlipKind,
  { numEpochs }: Found,
  names: readonly string[],
): GalleryRow {
  const right = t.timesRight(timesRight, numEpochs);
  const notes = {
    fixed: [t.before(names[before] ?? String(before)), right],
    broken: [right],
    forgotten: [t.forgotten(timesForgotten), right],
    'never-right': [],
  };
  return { index, truth, predicted, confidence, notes: notes[kind] };
}
