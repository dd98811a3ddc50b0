'use client';
import { Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useApi } from '../../client/api.ts';
import { choiceParam, numberParam } from '../../client/url-params.ts';
import { useUrlState } from '../../client/url-state.ts';
import { flipsTexts as t } from '../../texts/flips-texts.ts';
import { Panel } from '../common/page-frame.tsx';
import { ErrorState, LoadingState } from '../common/page-states.tsx';
import type { RunData } from '../run/run-state.ts';
import { EpochSlider } from './epoch-slider.tsx';
import { FlipsChart } from './flips-chart.tsx';
import { FlipsPanel } from './flips-panel.tsx';
import { FLIP_KINDS } from './flips.ts';
import classes from './errors.module.css';

const PARAMS = {
  /** The epoch to compare the last one with; 0 is the first that is kept. */
  since: numberParam(0, 0, 1_000_000),
  flips: choiceParam(FLIP_KINDS, 'fixed'),
  /** A class, or -1 for all. */
  flipClass: numberParam(-1, -1, 65_535),
  /** Least confidence in percent. */
  flipSure: numberParam(0, 0, 100),
  flipPage: numberParam(1, 1, 1_000),
};

/** Which validation examples a classifier learns and forgets while it trains; nothing for other tasks. */
export function FlipsSection({ data: { run } }: { readonly data: RunData }) {
  const api = useApi();
  const [view, setView] = useUrlState(PARAMS);
  const classifies = run.started?.task === 'classification' && run.started.numExamples.validation > 0;
  const query = useQuery(
    api.flips.overview.queryOptions(
      { id: run.id, since: view.since, epoch: run.epoch },
      { enabled: classifies, staleTime: Infinity, placeholderData: (before) => before },
    ),
  );
  if (!classifies) return null;
  if (query.isError) return <ErrorState error={query.error} onRetry={() => void query.refetch()} />;
  if (query.data === undefined) return <LoadingState rows={1} />;
  const overview = query.data;
  if (overview === null)
    return (
      <Panel title={t.title}>
        <Text size="sm">{run.epoch === 0 ? t.empty : t.older}</Text>
      </Panel>
    );
  const epochs = overview.epochs.map(({ epoch }) => epoch);
  return (
    <div className={classes.stack}>
      <FlipsChart overview={overview} />
      {epochs.length > 2 && (
        <EpochSlider
          epochs={epochs.slice(0, -1)}
          since={view.since}
          best={overview.bestEpoch}
          onSince={(epoch) => setView({ since: epoch === epochs[0] ? 0 : epoch, flipPage: 1 })}
        />
      )}
      {epochs.length > 1 && (
        <FlipsPanel runId={run.id} epoch={run.epoch} overview={overview} view={view} onView={setView} />
      )}
    </div>
  );
}
