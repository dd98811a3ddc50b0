'use client';
import { Slider, Text, TextInput } from '@mantine/core';
import { useEffect, useState } from 'react';
import { formTexts } from '../../texts/form-texts.ts';
import { errorText, type LeafProps } from '../field.ts';
import { useFormTools } from '../form-context.ts';
import { fromPosition, numberText, parseNumber, sliderRange, stepped, toPosition } from '../number-text.ts';
import type { NumberFacts } from '../schema.ts';
import classes from '../form.module.css';

/** A number: exact as text, and by a slider where both ends are known or the scale is logarithmic. */
export function NumberControl({ leaf, facts }: { readonly leaf: LeafProps; readonly facts: NumberFacts }) {
  const { change } = useFormTools();
  return (
    <NumberEntry
      id={leaf.id}
      label={leaf.label}
      description={leaf.description}
      unit={leaf.unit}
      value={leaf.effective}
      initial={leaf.schema['default']}
      required={leaf.required}
      errors={leaf.errors}
      facts={facts}
      onChange={(value) => change(leaf.path, value)}
    />
  );
}

/** What an entry of a number needs. */
export interface NumberEntryProps {
  readonly id: string;
  readonly label: string;
  readonly description?: string;
  readonly unit?: string;
  readonly value: unknown;
  /** The value that holds when nothing is entered. */
  readonly initial: unknown;
  readonly required?: boolean;
  readonly errors: readonly string[];
  readonly facts: NumberFacts;
  readonly onChange: (value: unknown) => void;
}

/** The entry of one number. What is no number is handed on as it was typed: the server says what is wrong with it. */
export function NumberEntry(props: NumberEntryProps) {
  const {
    id,
    label,
    description = '',
    unit = '',
    value,
    initial,
    facts,
    errors,
    onChange,
    required = false,
  } = props;
  const [text, setText] = useDraft(value);
  const range = sliderRange(facts, initial);
  const number = typeof value === 'number' ? value : undefined;
  return (
    <div>
      <TextInput
        id={id}
        label={label}
        {...(description === '' ? {} : { description })}
        value={text}
        inputMode={facts.integer ? 'numeric' : 'decimal'}
        placeholder={typeof initial === 'number' ? numberText(initial) : required ? '' : formTexts.notSet}
        error={errorText(errors)}
        required={required}
        withAsterisk={false}
        rightSectionWidth={unit === '' ? 0 : 14 + 8 * unit.length}
        rightSection={
          unit === '' ? null : (
            <Text size="sm" className={classes.quiet}>
              {unit}
            </Text>
          )
        }
        rightSectionPointerEvents="none"
        onKeyDown={(event) => {
          const by = event.key === 'ArrowUp' ? 1 : event.key === 'ArrowDown' ? -1 : undefined;
          const next = by === undefined || !facts.integer ? undefined : stepped(value, by, facts);
          if (next === undefined) return;
          event.preventDefault();
          onChange(next);
        }}
        onChange={(event) => {
          setText(event.currentTarget.value);
          onChange(parseNumber(event.currentTarget.value));
        }}
      />
      {range !== undefined && (
        <Slider
          mt={10}
          mb={4}
          size="sm"
          label={null}
          thumbLabel={label}
          min={0}
          max={1}
          step={0.005}
          value={toPosition(number ?? range.min, range)}
          onChange={(position) => onChange(fromPosition(position, range))}
        />
      )}
    </div>
  );
}

/* What is being typed, such as "1e-", must not be rewritten; a value that changes elsewhere replaces it. */
function useDraft(value: unknown): [string, (text: string) => void] {
  const [text, setText] = useState(() => numberText(value));
  useEffect(() => {
    setText((draft) => (sameValue(parseNumber(draft), value) ? draft : numberText(value)));
  }, [value]);
  return [text, setText];
}

function sameValue(a: unknown, b: unknown): boolean {
  return Object.is(a, b);
}
