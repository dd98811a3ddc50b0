'use client';
import { Tabs } from '@mantine/core';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useSubscription } from '@trpc/tanstack-react-query';
import dynamic from 'next/dynamic';
import { usePathname, useRouter, useSearchParams } from 'next/navigation';
import { useMemo, useState } from 'react';
import { useApi } from '../../client/api.ts';
import { useLost } from '../../client/use-lost.ts';
import { useTitle } from '../../client/use-title.ts';
import { texts } from '../../texts/texts.ts';
import { ConnectionLost, ErrorState, LoadingState } from '../common/page-states.tsx';
import { RunsSource } from '../common/runs-source.tsx';
import { LiveTab } from './live-tab.tsx';
import { RunHeader } from './run-header.tsx';
import { afterEvents, isOver, needsReading, type RunData } from './run-state.ts';

/* Each part comes when it is opened. */
const GeneralizationTab = dynamic(
  () => import('./generalization-tab.tsx').then((module) => module.GeneralizationTab),
  {
    ssr: false,
    loading: () => <LoadingState rows={2} />,
  },
);
const ErrorsTab = dynamic(() => import('../errors/errors-tab.tsx').then((module) => module.ErrorsTab), {
  ssr: false,
  loading: () => <LoadingState rows={2} />,
});
const InsideTab = dynamic(() => import('../inside/inside-tab.tsx').then((module) => module.InsideTab), {
  ssr: false,
  loading: () => <LoadingState rows={2} />,
});
const ModelTab = dynamic(() => import('../inside/model-tab.tsx').then((module) => module.ModelTab), {
  ssr: false,
  loading: () => <LoadingState rows={2} />,
});
const ConfigTab = dynamic(() => import('./config-tab.tsx').then((module) => module.ConfigTab), {
  ssr: false,
  loading: () => <LoadingState rows={2} />,
});

/* Stands below the charts of a part: it comes after them, and holds no place before it is known whether there is something. */
const PanelsSection = dynamic(() => import('./panels-section.tsx').then((module) => module.PanelsSection), {
  ssr: false,
});

const TABS = ['live', 'generalization', 'errors', 'inside', 'model', 'config'] as const;

/** The page of one run: what happens, how well it generalizes, what exactly was run. */
export function RunPage({ id }: { readonly id: string }) {
  const api = useApi();
  const query = useQuery(api.runs.get.queryOptions({ id }));
  if (query.isPending) return <LoadingState />;
  if (query.data === undefined)
    return <ErrorState error={query.error} onRetry={() => void query.refetch()} />;
  return <FollowedRun key={id} id={id} data={query.data} />;
}

function FollowedRun({ id, data }: { readonly id: string; readonly data: RunData }) {
  const lost = useFollow(id, data);
  const [tab, setTab] = useTab();
  useTitle(data.run.name);
  const ids = useMemo(() => [id], [id]);
  return (
    <RunsSource ids={ids}>
      {lost && !isOver(data.run.status) && <ConnectionLost />}
      <RunHeader data={data} />
      <Tabs value={tab} onChange={setTab} keepMounted={false} mt="md">
        <Tabs.List aria-label={texts.run.tabsLabel} mb="md">
          {TABS.map((value) => (
            <Tabs.Tab key={value} value={value}>
              {texts.run.tabs[value]}
            </Tabs.Tab>
          ))}
        </Tabs.List>
        <Tabs.Panel value="live">
          <LiveTab data={data} />
          <PanelsSection data={data} place="live" />
        </Tabs.Panel>
        <Tabs.Panel value="generalization">
          <GeneralizationTab data={data} />
          <PanelsSection data={data} place="generalization" />
        </Tabs.Panel>
        <Tabs.Panel value="errors">
          <ErrorsTab data={data} />
          <PanelsSection data={data} place="errors" />
        </Tabs.Panel>
        <Tabs.Panel value="inside">
          <InsideTab data={data} />
          <PanelsSection data={data} place="inside" />
        </Tabs.Panel>
        <Tabs.Panel value="model">
          <ModelTab data={data} />
        </Tabs.Panel>
        <Tabs.Panel value="config">
          <ConfigTab data={data} />
        </Tabs.Panel>
      </Tabs>
    </RunsSource>
  );
}

/* Follows the run from what was read on, and says whether the connection is lost. */
function useFollow(id: string, data: RunData): boolean {
  const api = useApi();
  const queryClient = useQueryClient();
  const queryKey = api.runs.get.queryKey({ id });
  const reportKey = api.runs.report.queryKey({ id });
  const [afterSeq] = useState(data.run.lastSeq);
  const { status } = useSubscription(
    api.runs.events.subscriptionOptions(
      { id, afterSeq },
      {
        onData: ({ data: events }) => {
          queryClient.setQueryData(queryKey, (known) =>
            known === undefined ? known : afterEvents(known, events),
          );
          if (needsReading(events)) void queryClient.invalidateQueries({ queryKey });
          if (events.some(({ event }) => event.type !== 'step'))
            void queryClient.invalidateQueries({ queryKey: reportKey });
        },
      },
    ),
  );
  return useLost(status);
}

function useTab(): [string, (tab: string | null) => void] {
  const router = useRouter();
  const path = usePathname();
  const asked = useSearchParams().get('tab');
  const tab = TABS.find((known) => known === asked) ?? 'live';
  return [
    tab,
    (next) =>
      router.replace(next === null || next === 'live' ? path : `${path}?tab=${next}`, { scroll: false }),
  ];
}
