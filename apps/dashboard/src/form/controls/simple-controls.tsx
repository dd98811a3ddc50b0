'use client';
import { MultiSelect, Select, Switch, TextInput } from '@mantine/core';
import { formTexts } from '../../texts/form-texts.ts';
import { errorText, type LeafProps } from '../field.ts';
import { useFormTools } from '../form-context.ts';

const NONE = '\u0000none';

/** A line of text. */
export function TextControl({ leaf }: { readonly leaf: LeafProps }) {
  const { change } = useFormTools();
  return (
    <TextInput
      id={leaf.id}
      label={leaf.label}
      description={leaf.description}
      value={typeof leaf.value === 'string' ? leaf.value : ''}
      placeholder={typeof leaf.schema['default'] === 'string' ? leaf.schema['default'] : formTexts.notSet}
      error={errorText(leaf.errors)}
      onChange={(event) =>
        change(leaf.path, event.currentTarget.value === '' ? undefined : event.currentTarget.value)
      }
    />
  );
}

/** One of few values. */
export function ChoiceControl({
  leaf,
  options,
  nullable,
}: {
  readonly leaf: LeafProps;
  readonly options: readonly (string | number)[];
  readonly nullable: boolean;
}) {
  const { change } = useFormTools();
  const shown = options.find((option) => option === leaf.effective);
  return (
    <Select
      id={leaf.id}
      label={leaf.label}
      description={leaf.description}
      data={[
        ...(nullable ? [{ value: NONE, label: formTexts.none }] : []),
        ...options.map((option) => ({ value: String(option), label: String(option) })),
      ]}
      value={leaf.effective === null ? NONE : (shown?.toString() ?? null)}
      placeholder={formTexts.notSet}
      error={errorText(leaf.errors)}
      allowDeselect={false}
      onChange={(value) =>
        change(leaf.path, value === NONE ? null : options.find((option) => String(option) === value))
      }
    />
  );
}

/** Some of few values. */
export function ChoicesControl({
  leaf,
  options,
}: {
  readonly leaf: LeafProps;
  readonly options: readonly string[];
}) {
  const { change } = useFormTools();
  return (
    <MultiSelect
      id={leaf.id}
      label={leaf.label}
      description={leaf.description}
      data={[...options]}
      value={Array.isArray(leaf.effective) ? (leaf.effective as string[]) : []}
      error={errorText(leaf.errors)}
      onChange={(value) => change(leaf.path, value)}
    />
  );
}

/** Yes or no. */
export function SwitchControl({ leaf }: { readonly leaf: LeafProps }) {
  const { change } = useFormTools();
  return (
    <Switch
      id={leaf.id}
      label={leaf.label}
      description={leaf.description}
      checked={leaf.effective === true}
      error={errorText(leaf.errors)}
      onChange={(event) => change(leaf.path, event.currentTarget.checked)}
    />
  );
}
