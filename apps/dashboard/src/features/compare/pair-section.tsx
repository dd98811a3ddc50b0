'use client';
import { Select, Table, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { MatrixChart } from '../../charts/matrix-chart.tsx';
import { useApi } from '../../client/api.ts';
import { texts } from '../../texts/texts.ts';
import { Panel } from '../common/page-frame.tsx';
import { ErrorState, LoadingState } from '../common/page-states.tsx';
import { setOf } from '../experiment/result.ts';
import type { ComparedRun } from './compare-curves.ts';
import type { Pair } from './pair.ts';
import { PairExamples, type PairExamplesProps } from './pair-examples.tsx';
import classes from './compare.module.css';

const t = texts.compare.pair;
/** The usual limit below which chance is a poor explanation. */
const SIGNIFICANT = 0.05;

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
  const set = setOf(runs.find(({ run }) => run.id === first)?.run.spec);
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
      {pair?.ok === true && (
        <PairResult pair={pair} first={nameOf(first)} second={nameOf(second)} set={set} />
      )}
    </Panel>
  );
}

function PairResult({ pair, first, second, set }: PairExamplesProps) {
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
      </div>
      <ConfusionDifference pair={pair} />
      <PairExamples pair={pair} first={first} second={second} set={set} />
    </div>
  );
}

function ConfusionDifference({ pair }: { readonly pair: Pair }) {
  const { confusion } = texts.compare;
  const labels = Array.from({ length: pair.numClasses }, (_, i) => pair.outputNames[i] ?? String(i));
  const largest = largestCell(pair.confusionDifference);
  return (
    <MatrixChart
      name="confusion-difference"
      title={confusion.title}
      answer={confusion.answer(labels[largest.row] ?? '', labels[largest.column] ?? '', largest.value)}
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
