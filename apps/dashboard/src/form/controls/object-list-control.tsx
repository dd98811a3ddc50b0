'use client';
import { Button, Input, Stack, Text, UnstyledButton } from '@mantine/core';
import type { ErrorSchema } from '@rjsf/utils';
import { IconChevronRight, IconPlus } from '@tabler/icons-react';
import { useMemo, useState } from 'react';
import { formTexts } from '../../texts/form-texts.ts';
import { choiceText } from '../domain.ts';
import { errorText, type LeafProps } from '../field.ts';
import { useFormTools } from '../form-context.ts';
import { copyOfItem, newItem } from '../initial-value.ts';
import { allErrors } from '../issues.ts';
import { asObject, prepareSchema } from '../prepare.ts';
import { titleOf, type JsonSchema } from '../schema.ts';
import { ItemActions, moved } from './item-actions.tsx';
import classes from '../form.module.css';

/* A longer list is read by its names; what is looked at is opened. */
const MAX_OPEN = 4;

interface ObjectListProps {
  readonly leaf: LeafProps;
  readonly item: JsonSchema;
  readonly minItems: number;
  readonly maxItems: number;
}

/** Objects in order, each with a form of its own: candidates of a selection, arms of a study, groups of weights. */
export function ObjectListControl({ leaf, item, minItems, maxItems }: ObjectListProps) {
  const { change } = useFormTools();
  const values = Array.isArray(leaf.effective) ? (leaf.effective as unknown[]) : [];
  const opening = useOpening(values.length);
  const set = (next: readonly unknown[]): void => change(leaf.path, next);
  const errors = (leaf.field.errorSchema ?? {}) as Record<string, ErrorSchema> & { __errors?: string[] };
  const kind = titleOf(item, leaf.label);
  const add = (at: number, value: unknown): void => {
    opening.inserted(at);
    set([...values.slice(0, at), value, ...values.slice(at)]);
  };
  return (
    <Input.Wrapper
      label={leaf.label}
      description={leaf.description}
      error={errorText(errors.__errors ?? [])}
      labelElement="div"
      role="group"
      aria-label={leaf.label}
    >
      <Stack gap="sm" mt="xs">
        {values.map((value, i) => (
          <Item
            key={opening.keys[i]}
            leaf={itemLeaf(leaf, i, value, errors[i])}
            schema={item}
            name={nameOf(value, kind, i)}
            open={opening.isOpen(i)}
            onToggle={() => opening.toggle(i)}
          >
            <ItemActions
              name={nameOf(value, kind, i)}
              index={i}
              count={values.length}
              onMove={(to) => {
                opening.moved(i, to);
                set(moved(values, i, to));
              }}
              onCopy={values.length < maxItems ? () => add(i + 1, copyOfItem(value, values)) : undefined}
              onRemove={() => {
                opening.removed(i);
                set(values.filter((_, j) => j !== i));
              }}
            />
          </Item>
        ))}
        {values.length < minItems && (
          <Text size="sm" className={classes.quiet}>
            {formTexts.atLeast(minItems)}
          </Text>
        )}
        <Button
          variant="default"
          size="sm"
          leftSection={<IconPlus size={16} aria-hidden />}
          disabled={values.length >= maxItems}
          className={classes.add}
          onClick={() => add(values.length, newItem(item, values))}
        >
          {formTexts.addOne(kind)}
        </Button>
      </Stack>
    </Input.Wrapper>
  );
}

interface ItemProps {
  readonly leaf: LeafProps;
  readonly schema: JsonSchema;
  readonly name: string;
  readonly open: boolean;
  readonly onToggle: () => void;
  readonly children: React.ReactNode;
}

function Item({ leaf, schema, name, open, onToggle, children }: ItemProps) {
  const { SchemaField } = leaf.field.registry.fields;
  const prepared = useMemo(() => {
    const { title: _title, description: _description, ...rest } = schema;
    return prepareSchema(rest);
  }, [schema]);
  // What is wrong inside must be seen.
  const shown = open || leaf.errors.length > 0;
  return (
    <div className={classes.item} role="group" aria-label={name}>
      <UnstyledButton className={classes.itemTitle} aria-expanded={shown} onClick={onToggle}>
        <IconChevronRight size={16} className={classes.chevron} data-open={shown} aria-hidden />
        <span className={classes.itemName}>{name}</span>
      </UnstyledButton>
      {children}
      {!shown && (
        <Text size="xs" className={classes.itemSummary}>
          {summaryOf(leaf.value)}
        </Text>
      )}
      {shown && SchemaField !== undefined && (
        <div className={classes.itemForm}>
          <SchemaField {...leaf.field} schema={prepared} uiSchema={{}} formData={leaf.value} />
        </div>
      )}
    </div>
  );
}

function itemLeaf(leaf: LeafProps, i: number, value: unknown, errorSchema: ErrorSchema = {}): LeafProps {
  const id = `${leaf.id}_${i}`;
  const path = [...leaf.path, i];
  return {
    ...leaf,
    id,
    path,
    value,
    effective: value,
    errors: allErrors(errorSchema),
    field: { ...leaf.field, errorSchema, fieldPathId: { ...leaf.field.fieldPathId, $id: id, path } },
  };
}

function nameOf(value: unknown, kind: string, i: number): string {
  const { name } = asObject(value);
  return typeof name === 'string' && name.trim() !== '' ? name : `${kind} ${i + 1}`;
}

/** What is set in an item, in a line. */
function summaryOf(value: unknown): string {
  const { name: _name, set, ...rest } = asObject(value);
  const settings = Object.entries({ ...rest, ...asObject(set) });
  return settings.length === 0
    ? formTexts.nothingSet
    : settings.map(([path, setting]) => `${path} ${choiceText(setting)}`).join(' · ');
}

/** Which items are open, and keys that follow them when the list changes. */
function useOpening(count: number) {
  const [known, setKnown] = useState(() => ({
    keys: keysFrom(0, count),
    next: count,
    closed: count > MAX_OPEN,
  }));
  const [toggled, setToggled] = useState<ReadonlySet<number>>(new Set());
  // The file may have made the list longer or shorter.
  const keys =
    known.keys.length >= count
      ? known.keys.slice(0, count)
      : [...known.keys, ...keysFrom(known.next, count - known.keys.length)];
  const next = Math.max(known.next, ...keys.map((key) => key + 1));
  const replace = (changed: readonly number[], added = 0): void =>
    setKnown({ ...known, keys: [...changed], next: next + added });
  return {
    keys,
    isOpen: (i: number) => toggled.has(keys[i] as number) === known.closed,
    toggle: (i: number) => setToggled(toggledWith(toggled, keys[i] as number)),
    inserted: (at: number) => {
      replace([...keys.slice(0, at), next, ...keys.slice(at)], 1);
      if (known.closed) setToggled(toggledWith(toggled, next));
    },
    moved: (from: number, to: number) => replace(moved(keys, from, to)),
    removed: (at: number) => replace(keys.filter((_, i) => i !== at)),
  };
}

function keysFrom(first: number, count: number): number[] {
  return Array.from({ length: count }, (_, i) => first + i);
}

function toggledWith(toggled: ReadonlySet<number>, key: number): ReadonlySet<number> {
  const next = new Set(toggled);
  if (!next.delete(key)) next.add(key);
  return next;
}
