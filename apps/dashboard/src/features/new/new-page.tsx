'use client';
import { useQuery } from '@tanstack/react-query';
import { useSearchParams } from 'next/navigation';
import { useApi } from '../../client/api.ts';
import { useTitle } from '../../client/use-title.ts';
import { mergePatch } from '../../form/refs.ts';
import { texts } from '../../texts/texts.ts';
import { ErrorState, LoadingState } from '../common/page-states.tsx';
import { Editor } from './editor.tsx';
import type { WrittenSpec } from './use-spec.ts';

/** The page that makes an experiment: from the first example, or from a run or an experiment with a change. */
export function NewPage() {
  const api = useApi();
  const asked = useSearchParams();
  const from = asked.get('from');
  const experiment = asked.get('experiment');
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
  const source = isFirst ? first : experiment === null ? original : whole;
  const failed = [catalogue, source].find((query) => query.isError);
  if (failed !== undefined) return <ErrorState error={failed.error} onRetry={() => void failed.refetch()} />;
  const initial = isFirst
    ? unnamed(first.data)
    : ((original.data?.run ?? whole.data?.experiment)?.spec as WrittenSpec | undefined);
  const name = (original.data?.run ?? whole.data?.experiment)?.name;
  if (catalogue.data === undefined || initial === undefined) return <LoadingState />;
  const change = asked.get('change');
  return (
    <Editor
      key={`${from ?? experiment ?? ''} ${change ?? ''}`}
      catalogue={catalogue.data}
      initial={patched(initial, change)}
      lead={name === undefined ? texts.new.lead : texts.new.cloneOf(name)}
    />
  );
}

/* The example's name would be wrong after the first change. */
function unnamed(spec: WrittenSpec | undefined): WrittenSpec | undefined {
  if (spec === undefined) return undefined;
  const { name: _name, ...rest } = spec;
  return rest;
}

/* A change in the address may be anything; the server judges the result. */
function patched(spec: WrittenSpec, change: string | null): WrittenSpec {
  if (change === null) return spec;
  try {
    return mergePatch(spec, JSON.parse(change)) as WrittenSpec;
  } catch {
    return spec;
  }
}
