'use client';
import { Button } from '@mantine/core';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useApi } from '../../client/api.ts';
import { errorsTexts } from '../../texts/errors-texts.ts';
import { Panel } from '../common/page-frame.tsx';
import { LoadingState } from '../common/page-states.tsx';
import type { ConfusionCell } from './confusion-chart.tsx';
import { Gallery, type SetRef } from './gallery.tsx';
import { LeastConfidence } from './least-confidence.tsx';
import { insideAddress } from '../inside/inside-address.ts';
import classes from './errors.module.css';

const t = errorsTexts.gallery;
const PAGE = 24;
const MOST = 48;

/** The examples of a cell of the confusion matrix, or the most confident mistakes of all. */
export function MistakesPanel({
  runId,
  part,
  set,
  names,
  cell,
  onBack,
}: {
  readonly runId: string;
  readonly part: 'validation' | 'test';
  readonly set: SetRef | null;
  readonly names: readonly string[];
  readonly cell: ConfusionCell | null;
  readonly onBack: () => void;
}) {
  const api = useApi();
  const [limit, setLimit] = useState(PAGE);
  const [least, setLeast] = useState(0);
  const query = useQuery(
    api.errors.examples.queryOptions(
      { id: runId, part, limit, minConfidence: least / 100, ...(cell ?? {}) },
      { placeholderData: keepPreviousData },
    ),
  );
  const title = cell === null ? t.mistakes : t.cell(names[cell.truth] ?? '', names[cell.predicted] ?? '');
  const { total = 0, examples = [] } = query.data ?? {};
  return (
    <Panel
      title={title}
      {...(query.data === undefined ? {} : { answer: t.total(examples.length, total) })}
      actions={
        cell === null ? undefined : (
          <Button size="compact-sm" variant="subtle" onClick={onBack}>
            {t.back}
          </Button>
        )
      }
    >
      <div className={classes.stack}>
        <LeastConfidence value={least} onChange={setLeast} />
        {query.isPending ? (
          <LoadingState rows={1} />
        ) : (
          <Gallery
            set={set}
            rows={examples}
            names={names}
            hrefOf={(index) => insideAddress(runId, part, index)}
          />
        )}
        {examples.length < total && limit < MOST && (
          <Button size="xs" variant="default" onClick={() => setLimit(MOST)} style={{ justifySelf: 'start' }}>
            {t.more}
          </Button>
        )}
      </div>
    </Panel>
  );
}
