'use client';
import { Group, SegmentedControl, Select, Table, Text } from '@mantine/core';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useApi, type ApiOutputs } from '../../client/api.ts';
import { dataTexts } from '../../texts/data-texts.ts';
import { ExamplePicture } from '../common/example-picture.tsx';
import { isPicture, unpackValues } from '../common/example-values.ts';
import { Panel } from '../common/page-frame.tsx';
import { ErrorState } from '../common/page-states.tsx';
import { Pager } from '../common/pager.tsx';
import { WideTable } from '../common/wide-table.tsx';
import type { SetRef } from './set-address.ts';
import type { Report } from './report.ts';
import classes from './data.module.css';

const t = dataTexts.examples;

const PER_PAGE = 40;

type Part = Report['parts'][number]['name'];
type Example = ApiOutputs['data']['browse']['examples'][number];

/** Which examples are shown. */
export interface ExamplesView {
  readonly part: Part;
  /** A class, or -1 for all. */
  readonly label: number;
  /** From 1. */
  readonly page: number;
}

/** Examples of a part and a class, a page at a time. */
export function Examples({
  set,
  seed,
  report,
  view,
  setView,
}: {
  readonly set: SetRef;
  readonly seed: number;
  readonly report: Report;
  readonly view: ExamplesView;
  readonly setView: (change: Partial<ExamplesView>) => void;
}) {
  const api = useApi();
  const { part, label, page } = view;
  const { info, parts } = report;
  const offset = (page - 1) * PER_PAGE;
  const query = useQuery(
    api.data.browse.queryOptions(
      { set, seed, part, offset, limit: PER_PAGE, ...(label < 0 ? {} : { label }) },
      { staleTime: Infinity, placeholderData: keepPreviousData },
    ),
  );
  const total = query.data?.total ?? 0;
  const hasClasses = info.task === 'classification';
  const shown = query.data?.examples ?? [];
  return (
    <Panel title={t.title} answer={t.answer(total, dataTexts.parts[part], info.outputNames[label] ?? null)}>
      <Group mb="md" align="flex-end">
        <SegmentedControl
          aria-label={t.part}
          value={part}
          onChange={(value) => setView({ part: value, page: 1 })}
          data={parts.map(({ name }) => ({ value: name, label: dataTexts.parts[name] }))}
        />
        {hasClasses && (
          <Select
            aria-label={t.label}
            value={String(label)}
            onChange={(value) => setView({ label: Number(value ?? -1), page: 1 })}
            data={[
              { value: '-1', label: t.all },
              ...info.outputNames.map((name, k) => ({ value: String(k), label: name })),
            ]}
            searchable={info.outputNames.length > 12}
            allowDeselect={false}
          />
        )}
      </Group>
      {query.isError && <ErrorState error={query.error} onRetry={() => void query.refetch()} />}
      {query.data !== undefined && total === 0 && <Text className={classes.quiet}>{t.none}</Text>}
      {query.data !== undefined && <ExampleList data={query.data} examples={shown} />}
      <Pager page={page} perPage={PER_PAGE} total={total} onPage={(next) => setView({ page: next })} />
    </Panel>
  );
}

type Facts = Pick<ApiOutputs['data']['browse'], 'shape' | 'range' | 'outputNames' | 'task'>;

function ExampleList({ data, examples }: { readonly data: Facts; readonly examples: readonly Example[] }) {
  const { shape, range } = data;
  if (!isPicture(shape)) return <ExampleTable data={data} examples={examples} />;
  return (
    <ul className={classes.grid}>
      {examples.map((example) => (
        <li key={example.index}>
          <ExamplePicture
            values={example.values}
            shape={shape}
            range={range}
            label={t.caption(example.index, targetText(example, data))}
          />
          <div className={classes.caption}>{targetText(example, data)}</div>
        </li>
      ))}
    </ul>
  );
}

/* Vectors are read as numbers; more columns than this are for files. */
const MAX_COLUMNS = 12;

function ExampleTable({ data, examples }: { readonly data: Facts; readonly examples: readonly Example[] }) {
  return (
    <WideTable label={t.title} minWidth={500}>
      <Table>
        <Table.Tbody>
          {examples.map((example) => (
            <Table.Tr key={example.index}>
              <Table.Th scope="row" className={classes.nowrap}>
                {targetText(example, data)}
              </Table.Th>
              {[...unpackValues(example.values).subarray(0, MAX_COLUMNS)].map((value, k) => (
                <Table.Td key={k} ta="right">
                  {Number(value.toPrecision(4))}
                </Table.Td>
              ))}
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </WideTable>
  );
}

function targetText({ target }: Example, { task, outputNames }: Facts): string {
  if (task === 'classification') return outputNames[target[0] ?? 0] ?? String(target[0]);
  return target.map((value) => Number(value.toPrecision(4))).join(', ');
}
