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

/** The page that makes an experiment: from the first example, or from a run with a change. */
export function NewPage() {
  const api = useApi();
  const asked = useSearchParams();
  const from = asked.get('from');
  const catalogue = useQuery(api.plugins.catalogue.queryOptions(undefined, { staleTime: Infinity }));
  const first = useQuery(
    api.experiments.first.queryOptions(undefined, { enabled: from === null, staleTime: Infinity }),
  );
  const original = useQuery(
    api.runs.get.queryOptions({ id: from ?? '' }, { enabled: from !== null, staleTime: Infinity }),
  );
  useTitle(texts.new.title);
  const source = from === null ? first : original;
  const failed = [catalogue, source].find((query) => query.isError);
  if (failed !== undefined) return <ErrorState error={failed.error} onRetry={() => void failed.refetch()} />;
  const initial = from === null ? unnamed(first.data) : (original.data?.run.spec as WrittenSpec | undefined);
  if (catalogue.data === undefined || initial === undefined) return <LoadingState />;
  const change = asked.get('change');
  return (
    <Editor
      key={`${from ?? ''} ${change ?? ''}`}
      catalogue={catalogue.data}
      initial={patched(initial, change)}
      lead={
        original.data === undefined || from === null
          ? texts.new.lead
          : texts.new.cloneOf(original.data.run.name)
      }
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
