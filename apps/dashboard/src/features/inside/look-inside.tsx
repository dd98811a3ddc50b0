'use client';
import { Button, Group, Skeleton, Text } from '@mantine/core';
import { formatShape } from '@convlab/core';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useApi } from '../../client/api.ts';
import { useUrlState } from '../../client/url-state.ts';
import { insideTexts } from '../../texts/inside-texts.ts';
import { texts } from '../../texts/texts.ts';
import { isPicture, unpackValues } from '../common/example-values.ts';
import { Panel } from '../common/page-frame.tsx';
import { ErrorState } from '../common/page-states.tsx';
import { isOver, type RunData } from '../run/run-state.ts';
import { ExampleChooser } from './example-chooser.tsx';
import { ExplanationPanel } from './explanation-panel.tsx';
import { LayerPanels } from './layer-panels.tsx';
import { INSIDE_VIEW, type RunNetwork } from './look-view.ts';
import { bestModel } from './trained-run.ts';
import classes from './inside.module.css';

const t = insideTexts.look;

/** What the best network of a run looks at in an image; computed in this browser from its stored weights. */
export function LookInside({ data: { run } }: { readonly data: RunData }) {
  const { id, bestEpoch, status } = run;
  if (bestEpoch === null) return <Panel title={t.title}>{isOver(status) ? t.noWeights : t.waiting}</Panel>;
  return <TrainedRun id={id} newestEpoch={bestEpoch} over={isOver(status)} />;
}

interface TrainedRunProps {
  readonly id: string;
  readonly newestEpoch: number;
  /** Whether the run has ended, so that its answers are kept. */
  readonly over: boolean;
}

function TrainedRun({ id, newestEpoch, over }: TrainedRunProps) {
  const api = useApi();
  // Pictures stay as they are while a running training finds better weights.
  const [epoch, setEpoch] = useState(newestEpoch);
  const query = useQuery(api.networks.ofRun.queryOptions({ id }, { staleTime: Infinity }));
  if (query.isError) return <ErrorState error={query.error} onRetry={() => void query.refetch()} />;
  if (query.data === undefined) return <Waiting />;
  const { inputShape } = query.data.description;
  if (!isPicture(inputShape)) return <Panel title={t.title}>{t.noImages(formatShape(inputShape))}</Panel>;
  return (
    <>
      <Group gap="sm">
        <Text size="sm" className={classes.quiet}>
          {t.epoch(epoch, newestEpoch === epoch)}
        </Text>
        {newestEpoch !== epoch && (
          <Button size="compact-sm" variant="default" onClick={() => setEpoch(newestEpoch)}>
            {t.newer(newestEpoch)}
          </Button>
        )}
      </Group>
      <LookedInto id={id} epoch={epoch} over={over} network={query.data} />
    </>
  );
}

interface LookedIntoProps extends Pick<TrainedRunProps, 'id' | 'over'> {
  readonly epoch: number;
  readonly network: RunNetwork;
}

function LookedInto({ id, epoch, over, network }: LookedIntoProps) {
  const api = useApi();
  const [view, setView] = useUrlState(INSIDE_VIEW);
  const model = bestModel(id, epoch);
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
