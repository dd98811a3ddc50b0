'use client';
import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { useApi } from '../../client/api.ts';
import { useTitle } from '../../client/use-title.ts';
import { texts } from '../../texts/texts.ts';
import { ErrorState, LoadingState } from '../common/page-states.tsx';
import { Editor } from './editor.tsx';
import { useOpened } from './use-remembered.ts';
import type { WrittenSpec } from './use-spec.ts';

/** The page that makes an experiment: from the first example, or from a run or an experiment with a change. */
export function NewPage() {
  const api = useApi();
  const { opened, onWritten } = useOpened();
  const { from, experiment } = opened;
  const isFirst = from === null && experiment === null;
  const catalogue = useQuery(api.plugins.catalogue.queryOptions(undefined, { staleTime: Infinity }));
  const first = useQuery(
    api.experiments.first.queryOptions(undefined, { enabled: isFirst, staleTime: Infinity }),
  );
  const original = useQuery(
    api.runs.get.queryOptions({ id: from ?? '' }, { enabled: from !== null, staleTime: Infinity }),
  );
  const whole = useQuery(
    api.experiments.get.queryOptions(
      { id: experiment ?? '', limit: 1 },
      { enabled: experiment !== null, staleTime: Infinity },
    ),
  );
  useTitle(texts.new.title);
  const example = useMemo(() => unnamed(first.data), [first.data]);
  const source = isFirst ? first : experiment === null ? original : whole;
  const failed = [catalogue, source].find((query) => query.isError);
  if (failed !== undefined) return <ErrorState error={failed.error} onRetry={() => void failed.refetch()} />;
  const copied = original.data?.run ?? whole.data?.experiment;
  const spec = isFirst ? example : (copied?.spec as WrittenSpec | undefined);
  if (catalogue.data === undefined || spec === undefined) return <LoadingState />;
  return (
    <Editor
      key={opened.key}
      catalogue={catalogue.data}
      source={spec}
      opened={opened}
      onWritten={onWritten}
      lead={copied === undefined ? texts.new.lead : texts.new.cloneOf(copied.name)}
    />
  );
}

/* The example's name would be wrong after the first change. */
function unnamed(spec: WrittenSpec | undefined): WrittenSpec | undefined {
  if (spec === undefined) return undefined;
  const { name: _name, ...rest } = spec;
  return rest;
}
