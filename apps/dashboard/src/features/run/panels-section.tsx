'use client';
import { Alert, Title } from '@mantine/core';
import { IconPlugX } from '@tabler/icons-react';
import type { PanelPlace } from '@convlab/core';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { ChartGroup } from '../../charts/chart-group.tsx';
import { useApi, type ApiOutputs } from '../../client/api.ts';
import { texts } from '../../texts/texts.ts';
import { ChartGrid } from '../common/page-frame.tsx';
import { ErrorState } from '../common/page-states.tsx';
import { PanelChart } from './panel-chart.tsx';
import { isOver, type RunData } from './run-state.ts';
import classes from './run.module.css';
import { useRefreshAt } from './use-refresh-at.ts';

const t = texts.run.panels;

interface PanelsSectionProps {
  readonly data: RunData;
  readonly place: PanelPlace;
}

/** What plug-in panels show of a run in one part of its page; nothing where none has anything to show. */
export function PanelsSection({ data: { run, epochs }, place }: PanelsSectionProps) {
  const api = useApi();
  const query = useQuery(api.runs.panels.queryOptions({ id: run.id }, { placeholderData: keepPreviousData }));
  useRefreshAt(`${epochs.length} ${isOver(run.status)}`, () => void query.refetch());
  const here = useMemo(() => query.data?.filter((panel) => panel.place === place) ?? [], [query.data, place]);
  if (query.isPending) return null;
  if (query.data === undefined)
    return <ErrorState error={query.error} onRetry={() => void query.refetch()} />;
  if (here.length === 0) return null;
  return (
    <section aria-label={t.title} className={classes.panels}>
      <Title order={2} size="h4" mb="sm">
        {t.title}
      </Title>
      <ChartGrid>
        {here.map((panel) => (
          <ChartGroup key={panel.id}>
            <PanelCard panel={panel} colour={run.colour} />
          </ChartGroup>
        ))}
      </ChartGrid>
    </section>
  );
}

interface PanelCardProps {
  readonly panel: ApiOutputs['runs']['panels'][number];
  readonly colour: number;
}

function PanelCard({ panel, colour }: PanelCardProps) {
  if ('result' in panel)
    return (
      <PanelChart
        name={panel.id.replace('/', '-')}
        title={panel.question}
        result={panel.result}
        colour={colour}
      />
    );
  return (
    <Alert icon={<IconPlugX />} color="red" title={panel.question} className={classes.panelError}>
      {t.failed(panel.id, panel.error)}
    </Alert>
  );
}
