'use client';
import { Group, ScrollArea, SegmentedControl, Select, Table, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { MatrixChart } from '../../charts/matrix-chart.tsx';
import { useApi, type ApiOutputs } from '../../client/api.ts';
import { texts } from '../../texts/texts.ts';
import { Panel } from '../common/page-frame.tsx';
import { ErrorState, LoadingState } from '../common/page-states.tsx';
import type { ComparedRun } from './compare-curves.ts';
import classes from './compare.module.css';

const t = texts.compare.pair;
/** The usual limit below which chance is a poor explanation. */
const SIGNIFICANT = 0.05;

type Pair = Extract<ApiOutputs['compare']['pair'], { ok: true }>;
type Listed = keyof Pair['listed'];

interface PairSectionProps {
  readonly runs: readonly ComparedRun[];
  readonly names: ReadonlyMap<string, string>;
  /** The run that the other is compared with. */
  readonly first: string;
}

/** Two runs on the same examples: who has which right, and whether that is more than chance. */
export function PairSection({ runs, names, first }: PairSectionProps) {
  const api = useApi();
  const others = runs.filter(({ run }) => run.id !== first);
  const [chosen, setChosen] = useState<string | null>(null);
  const second = others.find(({ run }) => run.id === chosen)?.run.id ?? others[0]?.run.id ?? '';
  const query = useQuery(api.compare.pair.queryOptions({ first, second }, { enabled: second !== '' }));
  const nameOf = (id: string): string => names.get(id) ?? id;
  const pair = query.data;
  return (
    <Panel
      title={t.title(nameOf(first), nameOf(second))}
      actions={
        others.length > 1 && (
          <Select
            size="xs"
            aria-label={texts.compare.add}
            data={others.map(({ run }) => ({ value: run.id, label: nameOf(run.id) }))}
            value={second}
            allowDeselect={false}
            onChange={setChosen}
          />
        )
      }
    >
      {query.isPending && <LoadingState rows={2} />}
      {query.isError && <ErrorState error={query.error} onRetry={() => void query.refetch()} />}
      {pair?.ok === false && (
        <Text className={classes.quiet}>
          {pair.reason === 'no-predictions' ? t.noPredictions : t.nothingInCommon}
        </Text>
      )}
      {pair?.ok === true && <PairResult pair={pair} first={nameOf(first)} second={nameOf(second)} />}
    </Panel>
  );
}

function PairResult({
  pair,
  first,
  second,
}: {
  readonly pair: Pair;
  readonly first: string;
  readonly second: string;
}) {
  const { onlyFirst, onlySecond, p, numExamples } = pair;
  const [better, more, less] =
    onlySecond >= onlyFirst ? [second, onlySecond, onlyFirst] : [first, onlyFirst, onlySecond];
  const counts = [
    [t.bothRight, pair.bothRight],
    [t.only(first), onlyFirst],
    [t.only(second), onlySecond],
    [t.bothWrong, pair.bothWrong],
  ] as const;
  return (
    <div className={classes.pair}>
      <div>
        <Text mb="sm">
          {onlyFirst === onlySecond ? t.same : t.verdict(better, more, less, p)}{' '}
          <strong>{p < SIGNIFICANT ? t.significant : t.chance}</strong>
        </Text>
        <Table variant="vertical" layout="fixed" aria-label={t.counts}>
          <Table.Tbody>
            {counts.map(([label, count]) => (
              <Table.Tr key={label}>
                <Table.Th scope="row">{label}</Table.Th>
                <Table.Td ta="right">{t.of(count, numExamples)}</Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
        <Examples pair={pair} first={first} second={second} />
      </div>
      <ConfusionDifference pair={pair} />
    </div>
  );
}

function Examples({
  pair,
  first,
  second,
}: {
  readonly pair: Pair;
  readonly first: string;
  readonly second: string;
}) {
  const [which, setWhich] = useState<Listed>('onlySecond');
  const examples = pair.listed[which];
  const all = { onlyFirst: pair.onlyFirst, onlySecond: pair.onlySecond, bothWrong: pair.bothWrong }[which];
  return (
    <>
      <Group mt="md" mb="xs">
        <SegmentedControl
          size="xs"
          aria-label={t.counts}
          value={which}
          onChange={(value) =>
            setWhich(value === 'onlyFirst' || value === 'bothWrong' ? value : 'onlySecond')
          }
          data={[
            { value: 'onlyFirst', label: t.onlyFirst },
            { value: 'onlySecond', label: t.onlySecond },
            { value: 'bothWrong', label: t.bothWrong },
          ]}
        />
      </Group>
      <ScrollArea.Autosize mah={280} type="auto" viewportProps={{ tabIndex: 0, 'aria-label': t.counts }}>
        <Table stickyHeader striped className={classes.examples}>
          <Table.Thead>
            <Table.Tr>
              <Table.Th scope="col">{t.example}</Table.Th>
              <Table.Th scope="col">{t.target}</Table.Th>
              <Table.Th scope="col">{t.says(first)}</Table.Th>
              <Table.Th scope="col">{t.says(second)}</Table.Th>
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {examples.map((example) => (
              <Table.Tr key={example.index}>
                <Table.Td>{example.index}</Table.Td>
                <Table.Td>{example.target}</Table.Td>
                <Table.Td>{t.guess(String(example.first.predicted), example.first.confidence)}</Table.Td>
                <Table.Td>{t.guess(String(example.second.predicted), example.second.confidence)}</Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      </ScrollArea.Autosize>
      {examples.length < all && (
        <Text size="xs" className={classes.quiet}>
          {t.listed(examples.length, all)}
        </Text>
      )}
    </>
  );
}

function ConfusionDifference({ pair }: { readonly pair: Pair }) {
  const { confusion } = texts.compare;
  const labels = Array.from({ length: pair.numClasses }, (_, i) => String(i));
  const largest = largestCell(pair.confusionDifference);
  return (
    <MatrixChart
      name="confusion-difference"
      title={confusion.title}
      answer={confusion.answer(String(largest.row), String(largest.column), largest.value)}
      rows={labels}
      columns={labels}
      rowLabel={confusion.row}
      columnLabel={confusion.column}
      values={pair.confusionDifference}
      palette="diverging"
      format={(value) =>
        typeof value !== 'number' ? '–' : value > 0 ? `+${value}` : String(value).replace('-', '−')
      }
      empty=""
    />
  );
}

function largestCell(matrix: readonly (readonly number[])[]) {
  let best = { row: 0, column: 0, value: 0 };
  matrix.forEach((values, row) =>
    values.forEach((value, column) => {
      if (Math.abs(value) > Math.abs(best.value)) best = { row, column, value };
    }),
  );
  return best;
}
