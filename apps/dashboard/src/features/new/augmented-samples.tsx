'use client';
import { Button, Group, Text, Title } from '@mantine/core';
import { IconRefresh } from '@tabler/icons-react';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useApi, type ApiInputs, type ApiOutputs } from '../../client/api.ts';
import { texts } from '../../texts/texts.ts';
import { ExamplePicture } from '../common/example-picture.tsx';
import { isPicture, type PictureShape } from '../common/example-values.ts';
import { ErrorState, LoadingState } from '../common/page-states.tsx';
import type { Checked } from './estimate.ts';
import classes from './new.module.css';

const t = texts.new.augmented;
type Asked = ApiInputs['data']['augmented'];
/* Rows of pictures, and forms of each. */
const ROWS = 3;
const FORMS = 5;

/** Training images as they are, and as the network will see them in the first epochs; nothing where nothing changes them. */
export function AugmentedSamples({ checked }: { readonly checked: Checked }) {
  const { data, seed } = checked.complete;
  const { inputShape, numExamples } = checked.summary;
  if (data.augment.length === 0 || !isPicture(inputShape)) return null;
  return <Samples set={data.set} augment={data.augment} seed={seed} numExamples={numExamples} />;
}

interface SamplesProps extends Pick<Asked, 'set' | 'augment'> {
  readonly seed: number;
  readonly numExamples: number;
}

function Samples({ set, augment, seed, numExamples }: SamplesProps) {
  const api = useApi();
  const [page, setPage] = useState(0);
  const query = useQuery(
    api.data.augmented.queryOptions(
      { set, augment, seed: Math.abs(seed), count: FORMS, indices: spread(page, numExamples) },
      { staleTime: Infinity, placeholderData: keepPreviousData, retry: false },
    ),
  );
  const { data } = query;
  return (
    <section className={classes.panel} aria-label={t.title}>
      <Group justify="space-between" align="flex-start" wrap="nowrap">
        <Title order={3} size="h5">
          {t.title}
        </Title>
        <Button
          size="compact-xs"
          variant="default"
          flex="none"
          leftSection={<IconRefresh size={13} aria-hidden />}
          onClick={() => setPage(page + 1)}
        >
          {t.others}
        </Button>
      </Group>
      <Text size="sm" mb="sm">
        {t.answer(ROWS, FORMS)}
      </Text>
      {query.isError && <ErrorState error={query.error} onRetry={() => void query.refetch()} />}
      {query.isPending && <LoadingState rows={1} />}
      {data !== undefined && isPicture(data.shape) && (
        <Grid shape={data.shape} data={data} stale={query.isPlaceholderData} />
      )}
    </section>
  );
}

type Answer = ApiOutputs['data']['augmented'];

function Grid({
  shape,
  data,
  stale,
}: {
  readonly shape: PictureShape;
  readonly data: Answer;
  readonly stale: boolean;
}) {
  const { range } = data;
  return (
    <div className={classes.samples} data-stale={stale}>
      {data.examples.map(({ index, target, values, forms }) => {
        const name = data.task === 'classification' ? (data.outputNames[target[0] ?? 0] ?? '') : '';
        return (
          <div key={index} className={classes.sampleRow}>
            <ExamplePicture values={values} shape={shape} range={range} label={t.original(name)} />
            {forms.map((form, i) => (
              <ExamplePicture key={i} values={form} shape={shape} range={range} label={t.form(name, i + 1)} />
            ))}
          </div>
        );
      })}
    </div>
  );
}

/* Evenly through the set, as many are sorted by class; each page a step further. */
function spread(page: number, numExamples: number): number[] {
  const rows = Math.min(ROWS, numExamples);
  return Array.from(
    { length: rows },
    (_, i) => (Math.floor((i * numExamples) / rows) + page * 7) % numExamples,
  );
}
