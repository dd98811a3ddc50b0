'use client';
import { JsonInput } from '@mantine/core';
import { useEffect, useState } from 'react';
import { formTexts } from '../../texts/form-texts.ts';
import { errorText, type LeafProps } from '../field.ts';
import { useFormTools } from '../form-context.ts';

/** Any value as JSON: the control of schemas that no other fits. */
export function JsonControl({ leaf }: { readonly leaf: LeafProps }) {
  const { change } = useFormTools();
  const [text, setText] = useState(() => write(leaf.effective));
  const parsed = parse(text);
  useEffect(() => {
    setText((draft) =>
      write(parse(draft)?.value) === write(leaf.effective) ? draft : write(leaf.effective),
    );
  }, [leaf.effective]);
  return (
    <JsonInput
      id={leaf.id}
      label={leaf.label}
      description={leaf.description}
      value={text}
      autosize
      minRows={2}
      maxRows={16}
      error={parsed === undefined ? formTexts.badJson : errorText(leaf.errors)}
      onChange={(next) => {
        setText(next);
        const result = parse(next);
        if (result !== undefined) change(leaf.path, result.value);
      }}
    />
  );
}

function parse(text: string): { readonly value: unknown } | undefined {
  if (text.trim() === '') return { value: undefined };
  try {
    return { value: JSON.parse(text) as unknown };
  } catch {
    return undefined;
  }
}

function write(value: unknown): string {
  return value === undefined ? '' : JSON.stringify(value, null, 2);
}
