'use client';
import { useDebouncedValue } from '@mantine/hooks';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useCallback, useState } from 'react';
import { useApi, type ApiInputs } from '../../client/api.ts';
import { jsonText } from '../../format/json-text.ts';
import { texts } from '../../texts/texts.ts';

/** A specification as it is being written. */
export type WrittenSpec = ApiInputs['experiments']['check']['spec'];

const CHECK_AFTER_MS = 250;

interface Draft {
  /** The last text that was a JSON object, or the form's data. */
  readonly spec: WrittenSpec;
  /** What stands in the text field. */
  readonly text: string;
  /** Why the text is not a specification, if it is not. */
  readonly textError: string | null;
}

/**
 * A specification that a form and a text edit together, checked by the server as it changes.
 *
 * The form shows the expanded form of what was written, as the server sees it: people may write short forms in files.
 */
export function useSpec(initial: WrittenSpec) {
  const api = useApi();
  const [draft, setDraft] = useState<Draft>(() => fromSpec(initial));
  const [checked] = useDebouncedValue(draft.spec, CHECK_AFTER_MS);
  const check = useQuery(
    api.experiments.check.queryOptions(
      { spec: checked },
      { placeholderData: keepPreviousData, staleTime: Infinity },
    ),
  );
  const settled = checked === draft.spec && !check.isFetching;
  const setSpec = useCallback((spec: Record<string, unknown>) => setDraft(fromSpec(spec as WrittenSpec)), []);
  const setText = useCallback((text: string) => setDraft((known) => fromText(text, known.spec)), []);
  const expanded = settled && check.data !== undefined ? (check.data.expanded as WrittenSpec) : draft.spec;
  return { ...draft, expanded, check, settled, setSpec, setText };
}

function fromSpec(spec: WrittenSpec): Draft {
  return { spec, text: jsonText(spec), textError: null };
}

function fromText(text: string, spec: WrittenSpec): Draft {
  try {
    const parsed: unknown = JSON.parse(text);
    if (typeof parsed !== 'object' || parsed === null || Array.isArray(parsed)) {
      return { spec, text, textError: texts.new.notObject };
    }
    return { spec: parsed as WrittenSpec, text, textError: null };
  } catch (error) {
    return { spec, text, textError: texts.new.badJson((error as Error).message) };
  }
}
