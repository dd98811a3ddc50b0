'use client';
import { ActionIcon, Checkbox, Group, Input, TextInput } from '@mantine/core';
import { IconMinus, IconPlus } from '@tabler/icons-react';
import { useEffect, useState } from 'react';
import { formTexts } from '../../texts/form-texts.ts';
import { errorText, type LeafProps } from '../field.ts';
import { useFormTools } from '../form-context.ts';
import { numberText, parseNumber } from '../number-text.ts';
import type { NumberFacts } from '../schema.ts';
import { NumberEntry } from './number-control.tsx';
import classes from '../form.module.css';

type ListFacts = NumberFacts & { readonly minItems: number; readonly maxItems: number };

/** Numbers in a row, such as the filters of each block. */
export function NumberListControl({ leaf, facts }: { readonly leaf: LeafProps; readonly facts: ListFacts }) {
  const { change } = useFormTools();
  const values = Array.isArray(leaf.effective) ? (leaf.effective as unknown[]) : [];
  const set = (next: readonly unknown[]): void => change(leaf.path, next);
  return (
    <Input.Wrapper
      label={leaf.label}
      description={[leaf.description, leaf.unit].filter(Boolean).join(' · ')}
      error={errorText(leaf.errors)}
      labelElement="div"
      role="group"
      aria-label={leaf.label}
    >
      <Group gap={6} mt={4}>
        {values.map((value, i) => (
          <SmallNumber
            key={i}
            id={`${leaf.id}_${i}`}
            label={formTexts.item(leaf.label, i + 1)}
            value={value}
            invalid={leaf.errors.length > 0 && String(i) in (leaf.field.errorSchema ?? {})}
            onChange={(number) => set(values.map((old, j) => (j === i ? number : old)))}
          />
        ))}
        <ActionIcon
          variant="default"
          size={36}
          aria-label={formTexts.addTo(leaf.label)}
          disabled={values.length >= facts.maxItems}
          onClick={() => set([...values, values.at(-1) ?? facts.min ?? 1])}
        >
          <IconPlus size={16} />
        </ActionIcon>
        <ActionIcon
          variant="default"
          size={36}
          aria-label={formTexts.removeFrom(leaf.label)}
          disabled={values.length <= facts.minItems}
          onClick={() => set(values.slice(0, -1))}
        >
          <IconMinus size={16} />
        </ActionIcon>
      </Group>
    </Input.Wrapper>
  );
}

/** One number for both axes, or one for each. */
export function PairControl({
  leaf,
  facts,
  single,
}: {
  readonly leaf: LeafProps;
  readonly facts: NumberFacts;
  readonly single: boolean;
}) {
  const { change } = useFormTools();
  const value = leaf.effective;
  const pair = Array.isArray(value) ? (value as unknown[]) : [value, value];
  const linked = !Array.isArray(value) || Object.is(pair[0], pair[1]);
  const [link, setLink] = useState(linked);
  const set = (i: number, number: unknown): void => {
    const next = link ? [number, number] : pair.map((old, j) => (j === i ? number : old));
    change(leaf.path, single && Object.is(next[0], next[1]) ? next[0] : next);
  };
  return (
    <Input.Wrapper
      label={leaf.label}
      description={leaf.description}
      error={errorText(leaf.errors)}
      labelElement="div"
    >
      <Group gap={6} mt={4}>
        {[0, 1].map((i) => (
          <SmallNumber
            key={i}
            id={`${leaf.id}_${i}`}
            label={formTexts.axis(leaf.label, i)}
            value={pair[i]}
            invalid={leaf.errors.length > 0}
            onChange={(number) => set(i, number)}
          />
        ))}
        <span className={classes.quiet}>{leaf.unit}</span>
        <Checkbox
          label={formTexts.sameForBoth}
          checked={link}
          onChange={(event) => {
            setLink(event.currentTarget.checked);
            if (event.currentTarget.checked)
              change(leaf.path, single || !facts.integer ? pair[0] : [pair[0], pair[0]]);
          }}
        />
      </Group>
    </Input.Wrapper>
  );
}

/** A number, or a word that stands for a special one, such as a batch of the whole training part; `null` for none. */
export function NumberOrWordControl({
  leaf,
  facts,
  word,
}: {
  readonly leaf: LeafProps;
  readonly facts: NumberFacts;
  readonly word: string | null;
}) {
  const { change } = useFormTools();
  const isWord = leaf.effective === word;
  const fallback = leaf.schema['default'];
  return (
    <div>
      {isWord ? (
        <TextInput
          id={leaf.id}
          label={leaf.label}
          description={leaf.description}
          value={word ?? formTexts.none}
          readOnly
          error={errorText(leaf.errors)}
        />
      ) : (
        <NumberEntry
          id={leaf.id}
          label={leaf.label}
          description={leaf.description}
          unit={leaf.unit}
          value={leaf.effective}
          initial={fallback}
          errors={leaf.errors}
          facts={facts}
          onChange={(value) => change(leaf.path, value)}
        />
      )}
      <Checkbox
        mt={8}
        size="xs"
        label={word ?? formTexts.none}
        checked={isWord}
        onChange={(event) =>
          change(leaf.path, event.currentTarget.checked ? word : firstNumber(leaf.schema['default'], facts))
        }
      />
    </div>
  );
}

/* The default that holds may be the word itself. */
function firstNumber(initial: unknown, { min = 1 }: NumberFacts): number | undefined {
  return typeof initial === 'number' ? undefined : min;
}

interface SmallNumberProps {
  readonly id: string;
  readonly label: string;
  readonly value: unknown;
  readonly invalid: boolean;
  readonly onChange: (value: unknown) => void;
  readonly width?: number | string;
}

/** A number in a row of others. */
export function SmallNumber({ id, label, value, invalid, onChange, width = 78 }: SmallNumberProps) {
  const [text, setText] = useState(() => numberText(value));
  useEffect(() => {
    setText((draft) => (Object.is(parseNumber(draft), value) ? draft : numberText(value)));
  }, [value]);
  return (
    <TextInput
      id={id}
      aria-label={label}
      value={text}
      w={width}
      inputMode="decimal"
      error={invalid}
      onChange={(event) => {
        setText(event.currentTarget.value);
        // An empty place in a list is a fault that the server names; it is not removed behind the user's back.
        onChange(parseNumber(event.currentTarget.value) ?? null);
      }}
    />
  );
}
