'use client';
import { Button, Group, SegmentedControl, Skeleton, Text } from '@mantine/core';
import { formatShape } from '@convlab/core';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useApi } from '../../client/api.ts';
import { useShortcuts } from '../../client/shortcuts.tsx';
import { useUrlState } from '../../client/url-state.ts';
import type { ModelSource } from '../../networks/trained/load-model.ts';
import { insideTexts } from '../../texts/inside-texts.ts';
import { texts } from '../../texts/texts.ts';
import { isPicture, unpackValues } from '../common/example-values.ts';
import { Panel } from '../common/page-frame.tsx';
import { ErrorState } from '../common/page-states.tsx';
import { isOver, type RunData, type RunDetails } from '../run/run-state.ts';
import { ExampleChooser } from './example-chooser.tsx';
import { ExplanationPanel } from './explanation-panel.tsx';
import { LayerPanels } from './layer-panels.tsx';
import { INSIDE_VIEW, type RunNetwork } from './look-view.ts';
import { bestModel, lastModel } from './trained-run.ts';
import { useTrained } from './use-trained.ts';
import classes from './inside.module.css';

const t = insideTexts.look;
const KINDS = ['best', 'last'] as const;

/** What the best or the last network of a run looks at in an image; computed in this browser from its stored weights. */
export function LookInside({ data: { run } }: { readonly data: RunData }) {
  const { bestEpoch, status } = run;
  if (bestEpoch === null) return <Panel title={t.title}>{isOver(status) ? t.noWeights : t.waiting}</Panel>;
  return <TrainedRun run={run} bestEpoch={bestEpoch} />;
}

interface TrainedRunProps {
  readonly run: RunDetails;
  readonly bestEpoch: number;
}

function TrainedRun({ run, bestEpoch }: TrainedRunProps) {
  const { id } = run;
  const api = useApi();
  const [view, setView] = useUrlState(INSIDE_VIEW);
  const newest = { best: bestEpoch, last: run.epoch };
  // Pictures stay as they are while a running training finds other weights.
  const [looked, setLooked] = useState(newest);
  const query = useQuery(api.networks.ofRun.queryOptions({ id }, { staleTime: Infinity }));
  useShortcuts(t.title, [
    {
      keys: 'b',
      label: t.toggleWeights,
      run: () => setView((now) => ({ weights: now.weights === 'best' ? 'last' : 'best' })),
    },
  ]);
  if (query.isError) return <ErrorState error={query.error} onRetry={() => void query.refetch()} />;
  if (query.data === undefined) return <Waiting />;
  const { inputShape } = query.data.description;
  if (!isPicture(inputShape)) return <Panel title={t.title}>{t.noImages(formatShape(inputShape))}</Panel>;
  const { weights } = view;
  const model = modelOf(run, weights, looked[weights]);
  return (
    <>
      <Group gap="sm">
        <SegmentedControl
          size="xs"
          aria-label={t.weights}
          value={weights}
          onChange={(value) => setView({ weights: KINDS.find((one) => one === value) ?? 'best' })}
          data={KINDS.map((value) => ({ value, label: t.weightKinds[value] }))}
        />
        <Text size="sm" className={classes.quiet}>
          {weights === 'best' ? (
            t.best(looked.best, looked.best === bestEpoch)
          ) : (
            <LastOrigin model={model} run={run} />
          )}
        </Text>
        {newest[weights] !== looked[weights] && (
          <Button size="compact-sm" variant="default" onClick={() => setLooked(newest)}>
            {weights === 'best' ? t.better(newest.best) : t.newer(newest.last)}
          </Button>
        )}
      </Group>
      <LookedInto id={id} model={model} over={isOver(run.status)} network={query.data} />
    </>
  );
}

function modelOf(run: RunDetails, weights: (typeof KINDS)[number], epoch: number): ModelSource {
  if (weights === 'best') return bestModel(run.id, epoch);
  // A pause leaves a checkpoint within an epoch.
  return lastModel(run.id, run.status === 'paused' ? `${epoch} ${run.step}` : String(epoch));
}

/* Says which weights came: a training under way may have gone on since they were asked for. */
function LastOrigin({ model, run }: { readonly model: ModelSource; readonly run: RunDetails }) {
  const { data } = useTrained('origin', { model, takes: {}, key: [] }).query;
  if (data === undefined || data.epoch === null) return t.lastComing;
  const { epoch, step } = data;
  const within = step !== null && step > epoch * (run.stepsPerEpoch ?? Infinity);
  return t.last(epoch, within ? step : null, run.bestEpoch);
}

interface LookedIntoProps {
  readonly id: string;
  readonly model: ModelSource;
  /** Whether the run has ended, so that its answers are kept. */
  readonly over: boolean;
  readonly network: RunNetwork;
}

function LookedInto({ id, model, over, network }: LookedIntoProps) {
  const api = useApi();
  const [view, setView] = useUrlState(INSIDE_VIEW);
  const chosen = useQuery(
    api.inside.examples.queryOptions(
      {
        id,
        part: view.part,
        answers: view.answers,
        offset: view.at,
        ...(view.example < 0 ? {} : { index: view.example }),
        limit: 1,
        over,
      },
      { staleTime: Infinity, placeholderData: keepPreviousData },
    ),
  );
  const index = chosen.data?.examples[0]?.index;
  const example = useQuery(
    api.inside.example.queryOptions(
      { id, index: index ?? 0 },
      { enabled: index !== undefined, staleTime: Infinity, placeholderData: keepPreviousData },
    ),
  );
  const failed = [chosen, example].find(({ isError }) => isError);
  if (failed !== undefined) return <ErrorState error={failed.error} onRetry={() => void failed.refetch()} />;
  if (chosen.data === undefined) return <Waiting />;
  const looked = example.data && { ...example.data, input: unpackValues(example.data.input) };
  return (
    <>
      <ExampleChooser id={id} over={over} list={chosen.data} network={network} view={view} onView={setView} />
      {looked === undefined && index !== undefined && <WaitingPictures />}
      {looked !== undefined && index !== undefined && (
        <div className={classes.stack} aria-busy={looked.index !== index}>
          <ExplanationPanel model={model} network={network} example={looked} view={view} onView={setView} />
          <LayerPanels model={model} network={network} example={looked} view={view} onView={setView} />
        </div>
      )}
    </>
  );
}

/* Surfaces as high as what comes. */
function Waiting() {
  return (
    <>
      <Skeleton height={180} radius="md" aria-label={texts.common.loading} />
      <WaitingPictures />
    </>
  );
}

function WaitingPictures() {
  return (
    <>
      <Skeleton className={classes.explanation} radius="md" />
      <Skeleton height={220} radius="md" />
      <Skeleton height={220} radius="md" />
    </>
  );
}
