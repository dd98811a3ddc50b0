'use client';
import { ActionIcon, Button, MultiSelect, Select, TagsInput, Text } from '@mantine/core';
import { IconFilter, IconX } from '@tabler/icons-react';
import { formTexts } from '../../texts/form-texts.ts';
import {
  firstCondition,
  listedValues,
  possibleParents,
  type Condition,
  type WrittenSpace,
} from '../condition.ts';
import { choiceText, choiceValue } from '../domain.ts';
import classes from '../form.module.css';

const t = formTexts.space.condition;

interface ConditionControlProps {
  /** The parameter whose condition it is. */
  readonly path: string;
  readonly label: string;
  readonly space: WrittenSpace;
  readonly labelOf: (path: string) => string;
  readonly value: Condition | undefined;
  readonly onChange: (condition: Condition | undefined) => void;
}

/** Where a parameter of a search exists: everywhere, or only where another one has some of its values. */
export function ConditionControl({ path, label, space, labelOf, value, onChange }: ConditionControlProps) {
  const parents = possibleParents(space, path);
  if (value === undefined) {
    const first = firstCondition(space, parents);
    if (first === undefined) return null;
    return (
      <Button
        variant="subtle"
        color="gray"
        size="compact-xs"
        mt={8}
        leftSection={<IconFilter size={14} aria-hidden />}
        aria-label={t.addTo(label)}
        onClick={() => onChange(first)}
      >
        {t.add}
      </Button>
    );
  }
  // What a file asks for stays to be seen, also where it is no parameter.
  const known = [...new Set([...parents, value.path])];
  return (
    <div className={classes.condition} role="group" aria-label={t.of(label)}>
      <Text size="sm">{t.only}</Text>
      <div className={classes.conditionPart}>
        <Select
          aria-label={t.parent(label)}
          data={known.map((parent) => ({ value: parent, label: labelOf(parent) }))}
          value={value.path}
          searchable
          allowDeselect={false}
          onChange={(parent) => {
            if (parent !== null) onChange({ path: parent, in: listedValues(space[parent]).slice(0, 1) });
          }}
        />
      </div>
      <Text size="sm">{t.is}</Text>
      <div className={classes.conditionPart}>
        <Values
          label={label}
          domain={space[value.path]}
          value={value.in}
          onChange={(next) => onChange({ ...value, in: next })}
        />
      </div>
      <ActionIcon
        variant="subtle"
        color="gray"
        aria-label={t.remove(label)}
        onClick={() => onChange(undefined)}
      >
        <IconX size={16} />
      </ActionIcon>
    </div>
  );
}

interface ValuesProps {
  readonly label: string;
  /** Of the parameter that is asked. */
  readonly domain: unknown;
  readonly value: readonly unknown[];
  readonly onChange: (value: readonly unknown[]) => void;
}

function Values({ label, domain, value, onChange }: ValuesProps) {
  const texts = value.map(choiceText);
  const listed = listedValues(domain).map(choiceText);
  const shared = {
    'aria-label': t.values(label),
    value: texts,
    placeholder: texts.length === 0 ? formTexts.choose : '',
    onChange: (next: string[]) => onChange(next.map(choiceValue)),
  };
  if (listed.length === 0) return <TagsInput {...shared} />;
  // A value that the other parameter does not take any more stays until it is taken out.
  return <MultiSelect {...shared} data={[...new Set([...listed, ...texts])]} searchable />;
}
