'use client';
import { useDebouncedValue } from '@mantine/hooks';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useCallback, useState } from 'react';
import { useApi, type ApiInputs } from '../../client/api.ts';
import { historyOf, recorded, redone, undone } from '../../format/history.ts';
import { jsonFault } from '../../format/json-fault.ts';
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
 * While the text is not JSON, the form keeps the last that was, and what was changed can be taken back. The form shows the expanded form of what was written, as the server sees it: people may write short forms in files.
 */
export function useSpec(initial: WrittenSpec) {
  const api = useApi();
  const [history, setHistory] = useState(() => historyOf(fromSpec(initial)));
  const draft = history.present;
  const [checked] = useDebouncedValue(draft.spec, CHECK_AFTER_MS);
  const check = useQuery(
    api.experiments.check.queryOptions(
      { spec: checked },
      { placeholderData: keepPreviousData, staleTime: Infinity },
    ),
  );
  const settled = checked === draft.spec && !check.isFetching;
  const change = useCallback((made: (known: Draft) => Draft) => {
    const now = Date.now();
    setHistory((known) => {
      const next = made(known.present);
      return recorded(known, next, { now, joins: isTyping(known.present, next) });
    });
  }, []);
  const setSpec = useCallback(
    (spec: Record<string, unknown>) => change(() => fromSpec(spec as WrittenSpec)),
    [change],
  );
  const setText = useCallback((text: string) => change((known) => fromText(text, known.spec)), [change]);
  const undo = useCallback(() => setHistory(undone), []);
  const redo = useCallback(() => setHistory(redone), []);
  const expanded = settled && check.data !== undefined ? (check.data.expanded as WrittenSpec) : draft.spec;
  const [canUndo, canRedo] = [history.past.length > 0, history.future.length > 0];
  return { ...draft, expanded, check, settled, setSpec, setText, undo, redo, canUndo, canRedo };
}

/* The form writes whole texts, of which one number after the other may be typed. */
function isTyping(before: Draft, next: Draft): boolean {
  return before.textError === null && next.textError === null
    ? Math.abs(before.text.length - next.text.length) <= 1
    : before.textError !== null && next.textError !== null;
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
    const fault = jsonFault(text);
    const { badJson } = texts.new;
    return { spec, text, textError: fault === undefined ? String(error) : badJson(fault) };
  }
}
