'use client';
import { ActionIcon, Input, MultiSelect, SegmentedControl, Stack, TagsInput, Text } from '@mantine/core';
import { IconTrash } from '@tabler/icons-react';
import { useMemo } from 'react';
import { formTexts } from '../../texts/form-texts.ts';
import { conditionOf, type WrittenSpace } from '../condition.ts';
import { choiceText, choiceValue, domainFor, domainKind, type WrittenDomain } from '../domain.ts';
import { errorText, type LeafProps } from '../field.ts';
import { useFormTools } from '../form-context.ts';
import { allErrors } from '../issues.ts';
import { searchable, type DomainKind, type Setting } from '../settings.ts';
import { ConditionControl } from './condition-control.tsx';
import { SmallNumber } from './list-controls.tsx';
import { SettingPicker } from './setting-picker.tsx';
import classes from '../form.module.css';

const t = formTexts.space;

/** Which settings a search varies, and over what: each with its domain; any other can be added by its name. */
export function SearchSpaceControl({ leaf }: { readonly leaf: LeafProps }) {
  const tools = useFormTools();
  const { manifests, whole } = tools;
  const settings = useMemo(() => searchable({ manifests, whole }), [manifests, whole]);
  const space = isSpace(leaf.effective) ? leaf.effective : {};
  const set = (next: WrittenSpace): void => tools.change(leaf.path, next);
  const { __errors: own = [] } = leaf.field.errorSchema ?? {};
  const labelOf = (path: string): string => settings.find((one) => one.path === path)?.label ?? path;
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
        {Object.entries(space).map(([path, domain]) => (
          <DomainItem
            key={path}
            id={`${leaf.id}_${path}`}
            space={space}
            labelOf={labelOf}
            setting={settings.find((one) => one.path === path) ?? unknownSetting(path)}
            domain={domain}
            errors={allErrors((leaf.field.errorSchema as Record<string, never> | undefined)?.[path])}
            onChange={(next) =>
              set(Object.fromEntries(Object.entries(space).map(([p, d]) => [p, p === path ? next : d])))
            }
            onRemove={() => set(Object.fromEntries(Object.entries(space).filter(([p]) => p !== path)))}
          />
        ))}
        <SettingPicker
          label={t.add}
          settings={settings.filter(({ path }) => !(path in space))}
          onChoose={(setting) => {
            const [kind] = setting.kinds;
            if (kind !== undefined) set({ ...space, [setting.path]: domainFor(setting, kind) });
          }}
        />
      </Stack>
    </Input.Wrapper>
  );
}

interface DomainItemProps {
  readonly id: string;
  readonly space: WrittenSpace;
  readonly labelOf: (path: string) => string;
  readonly setting: Setting;
  readonly domain: unknown;
  readonly errors: readonly string[];
  readonly onChange: (domain: WrittenDomain) => void;
  readonly onRemove: () => void;
}

function DomainItem(props: DomainItemProps) {
  const { id, space, labelOf, setting, domain, errors, onChange, onRemove } = props;
  const kind = domainKind(domain);
  const written = isSpace(domain) ? domain : {};
  const kinds = kind === undefined || setting.kinds.includes(kind) ? setting.kinds : [kind, ...setting.kinds];
  const { when } = written;
  const withWhen = (next: WrittenDomain): WrittenDomain => (when === undefined ? next : { ...next, when });
  return (
    <div className={classes.item} role="group" aria-label={setting.label}>
      <Text size="sm" fw={550} pr={34} className={classes.domainLabel}>
        {setting.label}
      </Text>
      <ActionIcon
        variant="subtle"
        color="gray"
        className={classes.itemActions}
        aria-label={formTexts.remove(setting.label)}
        onClick={onRemove}
      >
        <IconTrash size={16} />
      </ActionIcon>
      {kinds.length > 1 && (
        <SegmentedControl
          size="xs"
          mt={6}
          fullWidth
          aria-label={t.kindOf(setting.label)}
          value={kind ?? ''}
          data={kinds.map((value) => ({ value, label: t.kinds[value] }))}
          onChange={(next) => {
            const chosen = kinds.find((one) => one === next);
            if (chosen !== undefined) onChange(withWhen(domainFor(setting, chosen)));
          }}
        />
      )}
      <div className={classes.domain}>
        {kind === 'choice' ? (
          <Choice
            id={id}
            setting={setting}
            value={written['choice']}
            onChange={(choice) => onChange({ ...written, choice })}
          />
        ) : kind !== undefined ? (
          <Bounds
            id={id}
            setting={setting}
            kind={kind}
            value={written[kind]}
            invalid={errors.length > 0}
            onChange={(bounds) => onChange({ ...written, [kind]: bounds })}
          />
        ) : (
          <Text size="sm">{t.noDomain}</Text>
        )}
      </div>
      {kind !== undefined && (
        <ConditionControl
          path={setting.path}
          label={setting.label}
          space={space}
          labelOf={labelOf}
          value={conditionOf(domain)}
          onChange={(condition) => {
            const { when: _when, ...rest } = written;
            onChange(condition === undefined ? rest : { ...rest, when: condition });
          }}
        />
      )}
      {errors.length > 0 && <Input.Error mt={6}>{errorText(errors)}</Input.Error>}
    </div>
  );
}

interface BoundsProps {
  readonly id: string;
  readonly setting: Setting;
  readonly kind: Exclude<DomainKind, 'choice'>;
  readonly value: unknown;
  readonly invalid: boolean;
  readonly onChange: (bounds: readonly unknown[]) => void;
}

function Bounds({ id, setting, kind, value, invalid, onChange }: BoundsProps) {
  const [low, high] = Array.isArray(value) ? (value as unknown[]) : [];
  const shared = { invalid, width: '100%' };
  return (
    <div className={classes.bounds}>
      <SmallNumber
        {...shared}
        id={`${id}_low`}
        label={t.low(setting.label)}
        value={low}
        onChange={(next) => onChange([next, high])}
      />
      <Text size="sm" className={classes.quiet}>
        {t.to}
      </Text>
      <SmallNumber
        {...shared}
        id={`${id}_high`}
        label={t.high(setting.label)}
        value={high}
        onChange={(next) => onChange([low, next])}
      />
      <Text size="xs" className={classes.quiet}>
        {t.hints[kind]}
      </Text>
    </div>
  );
}

interface ChoiceProps {
  readonly id: string;
  readonly setting: Setting;
  readonly value: unknown;
  readonly onChange: (values: readonly unknown[]) => void;
}

function Choice({ id, setting, value, onChange }: ChoiceProps) {
  const values = Array.isArray(value) ? (value as unknown[]).map(choiceText) : [];
  const shared = {
    id,
    'aria-label': t.values(setting.label),
    value: values,
    onChange: (next: string[]) => onChange(next.map(choiceValue)),
  };
  if (setting.options.length === 0)
    return (
      <TagsInput {...shared} placeholder={values.length === 0 ? t.typeValues : ''} description={t.typeHint} />
    );
  const known = setting.options.map(choiceText);
  // References with settings of their own come from the file; they stay what they are.
  return (
    <MultiSelect
      {...shared}
      data={[...new Set([...known, ...values])]}
      searchable
      placeholder={values.length === 0 ? formTexts.choose : ''}
    />
  );
}

function unknownSetting(path: string): Setting {
  return {
    path,
    label: path,
    schema: {},
    kinds: ['choice', 'uniform', 'logUniform', 'integer'],
    options: [],
    value: undefined,
    min: -Infinity,
    max: Infinity,
  };
}

function isSpace(value: unknown): value is WrittenSpace {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
