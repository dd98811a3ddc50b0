'use client';
import { Text } from '@mantine/core';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import Link from 'next/link';
import { useApi, type ApiInputs } from '../../client/api.ts';
import { errorsTexts } from '../../texts/errors-texts.ts';
import { ExamplePicture } from '../common/example-picture.tsx';
import { isPicture, unpackValues } from '../common/example-values.ts';
import { ErrorState } from '../common/page-states.tsx';
import classes from './errors.module.css';

const t = errorsTexts.gallery;

/** A data set as a specification names it. */
export type SetRef = ApiInputs['data']['examples']['set'];

/** An example that something went wrong with. */
export interface GalleryRow {
  readonly index: number;
  readonly truth: number;
  readonly predicted?: number;
  /** Of the predicted class, or what else stands below the picture. */
  readonly confidence?: number;
  /** Further lines below it. */
  readonly notes?: readonly string[];
}

/** Examples of a data set with what they are and what they were taken for. */
export function Gallery({
  set,
  rows,
  names,
  hrefOf,
}: {
  readonly set: SetRef | null;
  readonly rows: readonly GalleryRow[];
  readonly names: readonly string[];
  /** Where an example is looked into; nowhere when left out. */
  readonly hrefOf?: (index: number) => string;
}) {
  const api = useApi();
  const indices = rows.map(({ index }) => index);
  const query = useQuery(
    api.data.examples.queryOptions(
      { set: set ?? '', indices },
      {
        enabled: set !== null && indices.length > 0,
        staleTime: Infinity,
        placeholderData: keepPreviousData,
      },
    ),
  );
  if (rows.length === 0) return <Text size="sm">{t.none}</Text>;
  if (query.isError) return <ErrorState error={query.error} onRetry={() => void query.refetch()} />;
  const found = new Map(query.data?.examples.map((example) => [example.index, example.values]));
  const { shape = [], range = null } = query.data ?? {};
  return (
    <ul className={classes.gallery}>
      {rows.map(({ index, truth, predicted, confidence, notes = [] }) => {
        const [name, taken] = [
          nameOf(names, truth),
          predicted === undefined ? undefined : nameOf(names, predicted),
        ];
        const values = found.get(index);
        return (
          <li key={index} className={classes.example} title={t.index(index)}>
            {values === undefined ? (
              <div className={classes.blank} />
            ) : isPicture(shape) ? (
              <ExamplePicture
                values={values}
                shape={shape}
                range={range}
                label={t.label(index, name, taken)}
              />
            ) : (
              <Features values={values} />
            )}
            {hrefOf === undefined ? (
              <span className={classes.caption}>{t.caption(name, taken)}</span>
            ) : (
              <Link href={hrefOf(index)} className={classes.caption} title={t.inside}>
                {t.caption(name, taken)}
              </Link>
            )}
            {confidence !== undefined && <span className={classes.quiet}>{t.confidence(confidence)}</span>}
            {notes.map((note) => (
              <span key={note} className={classes.quiet}>
                {note}
              </span>
            ))}
          </li>
        );
      })}
    </ul>
  );
}

/* What is no picture reads as its numbers. */
function Features({ values }: { readonly values: string }) {
  const numbers = [...unpackValues(values).subarray(0, 8)];
  return <code className={classes.features}>{numbers.map((value) => value.toPrecision(3)).join(' ')}</code>;
}

function nameOf(names: readonly string[], k: number): string {
  return names[k] ?? String(k);
}
