'use client';
import { Anchor, Skeleton, Table, Text, UnstyledButton } from '@mantine/core';
import { IconArrowDown } from '@tabler/icons-react';
import { useMemo } from 'react';
import { shortId } from '../../form/refs.ts';
import type { FormManifest } from '../../form/schema.ts';
import { formatBytes, MISSING } from '../../format/format.ts';
import { useArchitectures } from '../../networks/use-architectures.ts';
import { architecturesTexts } from '../../texts/architectures-texts.ts';
import { networkTexts } from '../../texts/network-texts.ts';
import { Panel } from '../common/page-frame.tsx';
import { formatAmount } from '../network/amounts.ts';
import { figuresOf, type Figures } from './figures.ts';
import { requestOf, type ArchitecturesView, type ChangeView } from './request.ts';
import classes from './architectures.module.css';
import network from '../network/network.module.css';

const t = architecturesTexts;

const ROW_PX = 36;

interface OverviewProps {
  readonly architectures: readonly FormManifest[];
  readonly view: ArchitecturesView;
  readonly onView: ChangeView;
}

interface Entry {
  readonly id: string;
  readonly title: string;
  readonly summary: string;
  readonly figures: Figures | null;
  /** Why there are no figures; `null` while they are being computed. */
  readonly misfit: string | null;
}

/** Every architecture with its figures for this input. */
export function Overview({ architectures, view, onView }: OverviewProps) {
  const answers = useArchitectures(architectures.map(({ id }) => requestOf(shortId(id), view)));
  const entries = architectures.map((manifest, i): Entry => {
    const answer = answers[i]?.data;
    return {
      id: shortId(manifest.id),
      title: manifest.title,
      summary: manifest.summary,
      figures: answer?.ok === true ? figuresOf(answer.description) : null,
      misfit:
        answer === undefined || answer.ok
          ? null
          : answer.fittingSize === null && !answer.fault.code.startsWith('E_SHAPE')
            ? t.misfit.otherwise
            : t.misfit.short(answer.fittingSize),
    };
  });
  const done = answers.filter(({ data }) => data !== undefined).length;
  return (
    <Panel
      title={t.overviewTitle}
      answer={done < entries.length ? t.computing(done, entries.length) : answerOf(entries)}
    >
      <div
        className={network.scroll}
        data-whole="true"
        tabIndex={0}
        role="region"
        aria-label={t.overviewTitle}
      >
        {/* Rows that found their places one after the other would jump under the pointer. */}
        {done < entries.length ? (
          <Skeleton height={entries.length * ROW_PX} animate={false} />
        ) : (
          <EntryTable entries={entries} view={view} onView={onView} />
        )}
      </div>
    </Panel>
  );
}

function answerOf(entries: readonly Entry[]): string {
  const fitting = entries.filter((entry) => entry.figures !== null);
  const weights = (entry: Entry) => entry.figures?.weights ?? 0;
  const sorted = fitting.toSorted((one, other) => weights(one) - weights(other));
  const [least, most] = [sorted[0], sorted.at(-1)];
  if (least === undefined || most === undefined) return t.overviewLead;
  return t.overviewAnswer(
    fitting.length,
    least.title,
    formatAmount(weights(least)),
    most.title,
    formatAmount(weights(most)),
  );
}

const COLUMNS = ['name', 'weights', 'work', 'memory', 'layers', 'field'] as const;

function EntryTable({
  entries,
  view,
  onView,
}: Pick<OverviewProps, 'view' | 'onView'> & { readonly entries: readonly Entry[] }) {
  const sorted = useMemo(() => sortedBy(entries, view.sort), [entries, view.sort]);
  const most = (key: 'weights' | 'work' | 'memory') =>
    Math.max(...entries.map(({ figures }) => figures?.[key] ?? 0));
  const peaks = { weights: most('weights'), work: most('work'), memory: most('memory') };
  return (
    <Table className={network.table}>
      <Table.Thead>
        <Table.Tr>
          {COLUMNS.map((column) => (
            <Table.Th key={column} aria-sort={view.sort === column ? 'ascending' : 'none'}>
              <UnstyledButton className={network.rowButton} onClick={() => onView({ sort: column })}>
                {t.columns[column]}
                {view.sort === column && <IconArrowDown size={13} aria-hidden />}
              </UnstyledButton>
            </Table.Th>
          ))}
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {sorted.map((entry) => (
          <Table.Tr key={entry.id}>
            <Table.Th scope="row" fw={400}>
              <Anchor
                href={`?a=${entry.id}`}
                className={classes.link}
                title={entry.summary}
                onClick={(event) => {
                  event.preventDefault();
                  onView({ a: entry.id });
                }}
              >
                {entry.title}
              </Anchor>
            </Table.Th>
            <FigureCells entry={entry} peaks={peaks} />
          </Table.Tr>
        ))}
      </Table.Tbody>
    </Table>
  );
}

function FigureCells({
  entry: { figures, misfit },
  peaks,
}: {
  readonly entry: Entry;
  readonly peaks: Readonly<Record<'weights' | 'work' | 'memory', number>>;
}) {
  if (figures === null) {
    return (
      <Table.Td colSpan={5} className={classes.quiet}>
        {misfit ?? '…'}
      </Table.Td>
    );
  }
  return (
    <>
      <Table.Td>
        <Barred text={formatAmount(figures.weights)} share={figures.weights / peaks.weights} />
      </Table.Td>
      <Table.Td>
        <Barred text={formatAmount(figures.work)} share={figures.work / peaks.work} />
      </Table.Td>
      <Table.Td>
        <Barred text={formatBytes(figures.memory)} share={figures.memory / peaks.memory} />
      </Table.Td>
      <Table.Td>{figures.layers}</Table.Td>
      <Table.Td>{figures.field === null ? networkTexts.table.whole : figures.field}</Table.Td>
    </>
  );
}

function Barred({ text, share }: { readonly text: string; readonly share: number }) {
  return (
    <Text component="span" inherit>
      {text === '' ? MISSING : text}
      <span className={network.share} aria-hidden>
        <span style={{ width: `${100 * (Number.isFinite(share) ? share : 0)}%` }} />
      </span>
    </Text>
  );
}

/* What does not fit comes last. */
function sortedBy(entries: readonly Entry[], key: ArchitecturesView['sort']): readonly Entry[] {
  if (key === 'name') return entries.toSorted((one, other) => one.title.localeCompare(other.title, 'en'));
  const value = ({ figures }: Entry) =>
    figures === null ? Number.MAX_VALUE : (figures[key] ?? Number.MAX_SAFE_INTEGER);
  return entries.toSorted((one, other) => value(one) - value(other));
}
