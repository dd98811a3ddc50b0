'use client';
import { Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useApi } from '../../client/api.ts';
import { listParam, textParam } from '../../client/url-params.ts';
import { useUrlState } from '../../client/url-state.ts';
import { architectureSentence, figuresOf } from '../architectures/figures.ts';
import { ErrorState, LoadingState } from '../common/page-states.tsx';
import { NetworkViews } from '../network/network-views.tsx';
import type { RunData } from '../run/run-state.ts';
import { ExportPanel } from './export-panel.tsx';
import network from '../network/network.module.css';

const VIEW = { layer: textParam(), open: listParam() } as const;

/** The network of a run at its real sizes: how it is built, and where cost and context come from. */
export function ModelTab({ data: { run } }: { readonly data: RunData }) {
  const api = useApi();
  const [view, setView] = useUrlState(VIEW);
  const query = useQuery(api.networks.ofRun.queryOptions({ id: run.id }, { staleTime: Infinity }));
  if (query.isError) return <ErrorState error={query.error} onRetry={() => void query.refetch()} />;
  if (query.data === undefined) return <LoadingState rows={2} />;
  const { description } = query.data;
  return (
    <div className={network.stack}>
      <Text size="sm">{architectureSentence(run.name, figuresOf(description))}</Text>
      <ExportPanel
        runId={run.id}
        bestEpoch={run.bestEpoch}
        numWeights={description.totals.training.numWeights}
      />
      <NetworkViews name={run.id} description={description} view={view} onView={setView} />
    </div>
  );
}
