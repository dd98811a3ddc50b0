'use client';
import { SegmentedControl } from '@mantine/core';
import { formTexts } from '../../texts/form-texts.ts';
import type { LeafProps } from '../field.ts';
import { useFormTools, useManifests } from '../form-context.ts';
import { refId, shortId } from '../refs.ts';
import type { NumberFacts } from '../schema.ts';
import { NumberEntry } from './number-control.tsx';
import { PluginEntry } from './plugin-control.tsx';
import classes from '../form.module.css';

/** A number that stays, or a plugin that changes it over time, as a learning rate and its schedule. */
export function NumberOrPluginControl({
  leaf,
  facts,
  kind,
}: {
  readonly leaf: LeafProps;
  readonly facts: NumberFacts;
  readonly kind: string;
}) {
  const { change } = useFormTools();
  const manifests = useManifests(kind);
  const [first] = manifests;
  const { effective } = leaf;
  // Text is a plugin only if there is one of that name: what is being typed into the number's entry is text, too.
  const isPlugin = isReference(effective) || manifests.some(({ id }) => id === refId(effective));
  return (
    <div>
      {isPlugin ? (
        <PluginEntry
          leaf={leaf}
          kind={kind}
          value={effective}
          extra={[]}
          onChange={(value) => change(leaf.path, value)}
        />
      ) : (
        <NumberEntry
          id={leaf.id}
          label={leaf.label}
          description={leaf.description}
          unit={leaf.unit}
          value={effective}
          initial={leaf.schema['default']}
          errors={leaf.errors}
          facts={facts}
          onChange={(value) => change(leaf.path, value)}
        />
      )}
      <SegmentedControl
        size="xs"
        mt={8}
        className={classes.kindSwitch}
        aria-label={formTexts.kindOf(leaf.label)}
        value={isPlugin ? 'plugin' : 'number'}
        data={[
          { value: 'number', label: formTexts.constant },
          { value: 'plugin', label: formTexts.kinds[kind] ?? kind },
        ]}
        onChange={(next) =>
          change(leaf.path, next === 'plugin' && first !== undefined ? shortId(first.id) : undefined)
        }
      />
    </div>
  );
}

function isReference(value: unknown): boolean {
  return typeof value === 'object' && value !== null;
}
