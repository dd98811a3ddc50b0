'use client';
import { Group, SegmentedControl, Text } from '@mantine/core';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useApi, type ApiOutputs } from '../../client/api.ts';
import { choiceParam, textParam } from '../../client/url-params.ts';
import { useUrlState } from '../../client/url-state.ts';
import { errorsTexts } from '../../texts/errors-texts.ts';
import { ChartGrid, Panel } from '../common/page-frame.tsx';
import { ErrorState, LoadingState } from '../common/page-states.tsx';
import type { RunData } from '../run/run-state.ts';
import { ConfidenceChart, ReliabilityChart } from './calibration-charts.tsx';
import { ClassChart } from './class-charts.tsx';
import { ConfusionChart, type ConfusionCell } from './confusion-chart.tsx';
import { countMistakes, worstConfusion } from './confusion.ts';
import { FlipsSection } from './flips-section.tsx';
import { MistakesPanel } from './mistakes-panel.tsx';
import classes from './errors.module.css';

const PARAMS = {
  part: choiceParam(['validation', 'test'], 'validation'),
  order: choiceParam(['mass', 'class'], 'mass'),
  /** True and predicted class, as `3-5`. */
  cell: textParam(),
};

type Report = ApiOutputs['errors']['report'];
type Summary = NonNullable<Report['summary']>;

/** What a run gets wrong, and whether it knows. */
export function ErrorsTab({ data }: { readonly data: RunData }) {
  return (
    <div className={classes.stack}>
      <Mistakes runId={data.run.id} />
      <FlipsSection data={data} />
    </div>
  );
}

/** The mistakes of its best weights. */
function Mistakes({ runId }: { readonly runId: string }) {
  const api = useApi();
  const [view, setView] = useUrlState(PARAMS);
  const query = useQuery(
    api.errors.report.queryOptions(
      { id: runId, part: view.part },
      {
        placeholderData: keepPreviousData,
        // What a run keeps comes when it ends; a tab that is open then should see it.
        refetchInterval: ({ state }) => (state.data?.parts.length === 0 ? 3_000 : false),
      },
    ),
  );
  if (query.isPending) return <LoadingState rows={3} />;
  if (query.data === undefined)
    return <ErrorState error={query.error} onRetry={() => void query.refetch()} />;
  const { summary, parts, set } = query.data;
  if (summary === null) return <Nothing title={errorsTexts.none} detail={errorsTexts.noneDetail} />;
  if (summary.confusion === undefined) return <Nothing title={errorsTexts.noClasses} />;
  const names = summary.classes?.map(({ name }) => name) ?? [];
  const cell = cellOf(view.cell);
  return (
    <div className={classes.stack}>
      <Text className={classes.lead}>{leadOf(summary, names)}</Text>
      <Group gap="sm">
        {parts.length > 1 && (
          <SegmentedControl
            size="xs"
            aria-label={errorsTexts.part}
            value={view.part}
            onChange={(part) => setView({ part: part === 'test' ? 'test' : 'validation', cell: '' })}
            data={parts.map((value) => ({ value, label: errorsTexts.parts[value] }))}
          />
        )}
        <SegmentedControl
          size="xs"
          aria-label={errorsTexts.confusion.order}
          value={view.order}
          onChange={(order) => setView({ order: order === 'class' ? 'class' : 'mass' })}
          data={(['mass', 'class'] as const).map((value) => ({
            value,
            label: errorsTexts.confusion.orders[value],
          }))}
        />
      </Group>
      <ChartGrid>
        <ConfusionChart
          matrix={summary.confusion}
          names={names}
          order={view.order}
          selected={cell}
          onSelect={({ truth, predicted }) => setView({ cell: `${truth}-${predicted}` })}
        />
        <MistakesPanel
          key={view.cell}
          runId={runId}
          part={view.part}
          set={set}
          names={names}
          cell={cell}
          onBack={() => setView({ cell: '' })}
        />
        <ClassChart summaries={summary.classes ?? []} score="recall" />
        <ClassChart summaries={summary.classes ?? []} score="precision" />
        <ReliabilityChart bins={summary.calibration ?? []} />
        <ConfidenceChart bins={summary.calibration ?? []} />
      </ChartGrid>
    </div>
  );
}

function Nothing({ title, detail }: { readonly title: string; readonly detail?: string }) {
  return <Panel title={title}>{detail !== undefined && <Text size="sm">{detail}</Text>}</Panel>;
}

function leadOf({ confusion = [] }: Summary, names: readonly string[]): string {
  const { wrong, all } = countMistakes(confusion);
  const worst = worstConfusion(confusion);
  const text =
    worst === undefined
      ? null
      : errorsTexts.worst(names[worst.truth] ?? '', names[worst.predicted] ?? '', worst.count);
  return errorsTexts.lead(wrong, all, text);
}

function cellOf(text: string): ConfusionCell | null {
  const found = /^(\d{1,4})-(\d{1,4})$/.exec(text);
  return found === null ? null : { truth: Number(found[1]), predicted: Number(found[2]) };
}
