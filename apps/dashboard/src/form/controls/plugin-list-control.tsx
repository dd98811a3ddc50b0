'use client';
import { Button, Input, Menu, Stack } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import type { ErrorSchema } from '@rjsf/utils';
import { formTexts } from '../../texts/form-texts.ts';
import { errorText, type LeafProps } from '../field.ts';
import { useFormTools, useManifests } from '../form-context.ts';
import { allErrors } from '../issues.ts';
import { shortId } from '../refs.ts';
import { ItemActions, moved } from './item-actions.tsx';
import { PluginEntry } from './plugin-control.tsx';
import classes from '../form.module.css';

interface PluginListProps {
  readonly leaf: LeafProps;
  readonly kind: string;
  readonly maxItems: number;
}

/** Plugins in order, each with its own form. */
export function PluginListControl({ leaf, kind, maxItems }: PluginListProps) {
  const { change } = useFormTools();
  const manifests = useManifests(kind);
  const values = Array.isArray(leaf.effective) ? (leaf.effective as unknown[]) : [];
  const set = (next: readonly unknown[]): void => change(leaf.path, next);
  const { __errors: own = [] } = leaf.field.errorSchema ?? {};
  return (
    <Input.Wrapper
      label={leaf.label}
      description={leaf.description}
      error={errorText(own)}
      labelElement="div"
    >
      <Stack gap="sm" mt="xs">
        {values.map((value, i) => (
          <div key={i} className={classes.item} role="group" aria-label={formTexts.item(leaf.label, i + 1)}>
            <PluginEntry
              leaf={itemLeaf(leaf, i, value)}
              label={formTexts.itemOf(i + 1)}
              kind={kind}
              value={value}
              extra={[]}
              onChange={(next) => set(values.map((old, j) => (j === i ? next : old)))}
            />
            <ItemActions
              name={formTexts.item(leaf.label, i + 1)}
              index={i}
              count={values.length}
              onMove={(to) => set(moved(values, i, to))}
              onRemove={() => set(values.filter((_, j) => j !== i))}
            />
          </div>
        ))}
        <Menu position="bottom-start" withinPortal>
          <Menu.Target>
            <Button
              variant="default"
              size="sm"
              leftSection={<IconPlus size={16} aria-hidden />}
              disabled={values.length >= maxItems}
              className={classes.add}
            >
              {formTexts.addTo(leaf.label)}
            </Button>
          </Menu.Target>
          <Menu.Dropdown mah={360} className={classes.menu}>
            {manifests.map((manifest) => (
              <Menu.Item key={manifest.id} onClick={() => set([...values, shortId(manifest.id)])}>
                {manifest.title}
              </Menu.Item>
            ))}
          </Menu.Dropdown>
        </Menu>
      </Stack>
    </Input.Wrapper>
  );
}

function itemLeaf(leaf: LeafProps, i: number, value: unknown): LeafProps {
  const errorSchema = (leaf.field.errorSchema as Record<string, ErrorSchema> | undefined)?.[i] ?? {};
  const id = `${leaf.id}_${i}`;
  const path = [...leaf.path, i];
  return {
    ...leaf,
    id,
    path,
    description: '',
    value,
    effective: value,
    required: true,
    errors: allErrors(errorSchema),
    field: { ...leaf.field, errorSchema, fieldPathId: { ...leaf.field.fieldPathId, $id: id, path } },
  };
}
