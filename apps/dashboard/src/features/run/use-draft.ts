'use client';
import { useState } from 'react';

/** A field's value: what is stored, until somebody types. */
export interface Draft<Value> {
  readonly value: Value;
  /** Whether something was typed and not given to be stored. */
  readonly open: boolean;
  type(value: Value): void;
  /** Shows `value` until something else is stored; without one, what is stored. */
  finish(value?: Value): void;
}

/**
 * What is typed into a field whose value others may change meanwhile: a field at rest follows what is stored, so that leaving it
 * never writes back what was there before.
 */
export function useDraft<Value>(stored: Value): Draft<Value> {
  const [draft, setDraft] = useState<{ readonly value: Value; readonly open: boolean }>();
  const [seen, setSeen] = useState(stored);
  if (seen !== stored) {
    setSeen(stored);
    if (draft?.open !== true) setDraft(undefined);
  }
  return {
    value: draft === undefined ? stored : draft.value,
    open: draft?.open === true,
    type: (value) => setDraft({ value, open: true }),
    finish: (value) => setDraft(value === undefined ? undefined : { value, open: false }),
  };
}
