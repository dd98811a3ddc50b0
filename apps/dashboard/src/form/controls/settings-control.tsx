'use client';
import { ActionIcon, Input, Stack, Text } from '@mantine/core';
import type { ErrorSchema } from '@rjsf/utils';
import { IconTrash } from '@tabler/icons-react';
import { useMemo } from 'react';
import { formTexts } from '../../texts/form-texts.ts';
import { LeafControl } from '../control.tsx';
import { choiceText } from '../domain.ts';
import { errorText, type LeafProps } from '../field.ts';
import { FormToolsProvider, useFormTools, type Change } from '../form-context.ts';
import { allErrors } from '../issues.ts';
import { asObject } from '../prepare.ts';
import { refId, shortId } from '../refs.ts';
import { uiOf } from '../schema.ts';
import { settingsOf, type Setting } from '../settings.ts';
import { SettingPicker } from './setting-picker.tsx';
import classes from '../form.module.css';

const t = formTexts.settings;
/* What stands in the experiment is named as far as it is short. */
const MAX_BEFORE = 48;

/** Values by their path in the specification: settings that differ from those of the experiment, each with its own control. */
export function SettingsControl({ leaf }: { readonly leaf: LeafProps }) {
  const tools = useFormTools();
  const { manifests, whole } = tools;
  const settings = useMemo(() => settingsOf({ manifests, whole }), [manifests, whole]);
  const written = asObject(leaf.effective);
  const { __errors: own = [], ...inner } = (leaf.field.errorSchema ?? {}) as Record<string, ErrorSchema> & {
    __errors?: string[];
  };
  return (
    <Input.Wrapper
      label={leaf.label}
      description={t.description}
      error={errorText(own)}
      labelElement="div"
      role="group"
      aria-label={leaf.label}
    >
      <Stack gap="sm" mt="xs">
        {Object.entries(written).map(([path, value]) => (
          <SettingRow
            key={path}
            setting={settings.find((one) => one.path === path) ?? unknownSetting(path)}
            leaf={leaf}
            value={value}
            errorSchema={inner[path] ?? {}}
            onRemove={() => tools.change([...leaf.path, path], undefined)}
          />
        ))}
        <SettingPicker
          label={t.add}
          settings={settings.filter(({ path }) => !(path in written))}
          onChoose={(setting) => tools.change([...leaf.path, setting.path], setting.value ?? null)}
        />
      </Stack>
    </Input.Wrapper>
  );
}

interface SettingRowProps {
  readonly setting: Setting;
  /** Of all settings. */
  readonly leaf: LeafProps;
  readonly value: unknown;
  readonly errorSchema: ErrorSchema;
  readonly onRemove: () => void;
}

function SettingRow({ setting, leaf, value, errorSchema, onRemove }: SettingRowProps) {
  const tools = useFormTools();
  const { path, label } = setting;
  const row = rowLeaf(leaf, setting, value, errorSchema);
  // An entry that was emptied is a fault that the server names; the setting is not removed behind the user's back.
  const change: Change = (at, item) =>
    tools.change(at, item === undefined && at.length === row.path.length ? null : item);
  const before = beforeText(setting.value);
  return (
    <div className={classes.setting} role="group" aria-label={label}>
      <FormToolsProvider value={{ ...tools, change }}>
        <LeafControl leaf={row} />
      </FormToolsProvider>
      {before !== undefined && (
        <Text size="xs" mt={4} className={classes.quiet}>
          {t.insteadOf(before)}
        </Text>
      )}
      <ActionIcon
        variant="subtle"
        color="gray"
        className={classes.settingRemove}
        aria-label={formTexts.remove(label === path ? path : label)}
        onClick={onRemove}
      >
        <IconTrash size={16} />
      </ActionIcon>
    </div>
  );
}

/** What stands in the experiment, where that is short: of a plugin its name. */
function beforeText(value: unknown): string | undefined {
  if (value === undefined) return undefined;
  const id = typeof value === 'object' ? refId(value) : undefined;
  const text = id === undefined ? choiceText(value) : shortId(id);
  return text.length > MAX_BEFORE ? undefined : text;
}

function rowLeaf(leaf: LeafProps, setting: Setting, value: unknown, errorSchema: ErrorSchema): LeafProps {
  const id = `${leaf.id}_${setting.path}`;
  const path = [...leaf.path, setting.path];
  return {
    id,
    path,
    schema: setting.schema,
    label: setting.label,
    description: '',
    unit: uiOf(setting.schema).unit ?? '',
    value,
    effective: value,
    errors: allErrors(errorSchema),
    required: true,
    field: { ...leaf.field, errorSchema, fieldPathId: { ...leaf.field.fieldPathId, $id: id, path } },
  };
}

/* Anything may be written in a file; it is edited as JSON. */
function unknownSetting(path: string): Setting {
  const open = { kinds: [], options: [], value: undefined, min: -Infinity, max: Infinity };
  return { path, label: path, schema: { title: path }, ...open };
}
