'use client';
import { Text, Title } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useRouter } from 'next/navigation';
import { useMemo } from 'react';
import { ScatterChart } from '../../charts/scatter-chart.tsx';
import type { Dot } from '../../charts/scatter-props.ts';
import { useApi } from '../../client/api.ts';
import {
  formatCount,
  formatLoss,
  formatLossTick,
  formatShare,
  formatShareTick,
} from '../../format/format.ts';
import { texts } from '../../texts/texts.ts';
import { TestOpenings } from '../common/test-openings.tsx';
import { differenceNoise, placedPeers, positionOf, type Placed } from './capacity.ts';
import type { RunData } from './run-state.ts';
import classes from './run.module.css';

const t = texts.run.capacity;
const compact = new Intl.NumberFormat('en', { notation: 'compact', maximumSignificantDigits: 3 });
const TEST = /^(accuracy|loss)$/;

/** Where a run stands among the sizes that its project tried on the same data, and what the test part says. */
export function CapacitySection({ data: { run } }: { readonly data: RunData }) {
  const api = useApi();
  const query = useQuery(api.runs.peers.queryOptions({ id: run.id }));
  if (query.data === undefined) return null;
  return (
    <>
      <TestScore run={run} />
      <CapacityChart run={run} peers={query.data.peers} />
    </>
  );
}

function CapacityChart({
  run,
  peers,
}: {
  readonly run: RunData['run'];
  readonly peers: Parameters<typeof placedPeers>[0];
}) {
  const router = useRouter();
  const isError = run.bestMetrics?.['validation/accuracy'] !== undefined;
  const placed = useMemo(() => placedPeers(peers, isError), [peers, isError]);
  const dots = useMemo(() => dotsOf(placed, run.id), [placed, run.id]);
  const own = placed.find(({ id }) => id === run.id);
  const format = isError ? formatShare : formatLoss;
  if (own === undefined) return null;
  const numValidation = run.started?.numExamples.validation ?? 0;
  const noise = isError && numValidation > 0 ? differenceNoise(own.validation, numValidation) : 0;
  return (
    <ScatterChart
      name="capacity"
      title={t.title}
      answer={answerOf(own, placed, noise, format)}
      dots={dots}
      x={{
        label: t.weights,
        format: formatCount,
        formatTick: (value) => compact.format(value),
        scale: 'log',
      }}
      y={{
        label: isError ? t.error : t.loss,
        format,
        formatTick: isError ? formatShareTick : formatLossTick,
      }}
      dotLabel={t.run}
      onSelect={(key) => router.push(`/runs/${key.split(' ')[0]}?tab=generalization`)}
      empty=""
    />
  );
}

/* Two dots for each run; those of the run at hand are larger and joined. */
function dotsOf(placed: readonly Placed[], id: string): Dot[] {
  return placed.flatMap((one): Dot[] => {
    const strong = one.id === id;
    const trained = one.train === null ? undefined : { x: one.weights, y: one.train };
    return [
      ...(trained === undefined
        ? []
        : [
            { ...trained, key: `${one.id} train`, label: t.train(one.name), colour: 'var(--series-neutral)' },
          ]),
      {
        key: one.id,
        label: t.validation(one.name),
        x: one.weights,
        y: one.validation,
        colour: 'var(--run-0)',
        strong,
        ...(strong && trained !== undefined ? { from: trained } : {}),
      },
    ];
  });
}

function answerOf(
  own: Placed,
  placed: readonly Placed[],
  noise: number,
  format: (value: number) => string,
): string {
  const position = positionOf(own, placed, noise);
  const here = t.here(placed.length, format(own.validation), formatCount(own.weights));
  if (!('other' in position)) return `${here} ${t[position.kind]}`;
  const { name, validation, weights } = position.other;
  return `${here} ${t[position.kind](name, format(validation), formatCount(weights))}`;
}

/** What was measured on the test part, and how often it was opened. */
function TestScore({ run }: { readonly run: RunData['run'] }) {
  const scores = Object.entries(run.testMetrics ?? {}).flatMap(([name, value]) => {
    const plain = name.replace(/^test\//, '');
    if (typeof value !== 'number' || !TEST.test(plain)) return [];
    return [plain === 'accuracy' ? t.accuracy(formatShare(value)) : t.testLoss(formatLoss(value))];
  });
  if (scores.length === 0) return null;
  return (
    <section className={classes.panel} aria-label={t.test}>
      <Title order={2} size="h4">
        {t.test}
      </Title>
      <Text>{scores.join(', ')}.</Text>
      <TestOpenings runId={run.id} />
    </section>
  );
}
