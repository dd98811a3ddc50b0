'use client';
import { Select, Text, type ComboboxItem } from '@mantine/core';
import type { FieldProps } from '@rjsf/utils';
import { useMemo } from 'react';
import { formTexts } from '../../texts/form-texts.ts';
import { errorText, type LeafProps } from '../field.ts';
import { FormToolsProvider, useFormTools, useManifests, type Path } from '../form-context.ts';
import { prepareSchema } from '../prepare.ts';
import { configOf, refId, setAt, shortId, withConfig } from '../refs.ts';
import type { FormManifest } from '../schema.ts';
import classes from '../form.module.css';

const NONE = '\u0000none';
const AUTOMATIC = '\u0000automatic';

/** A plugin: a picker of its kind and the chosen plugin's own form below. */
export function PluginControl({
  leaf,
  kind,
  nullable,
}: {
  readonly leaf: LeafProps;
  readonly kind: string;
  readonly nullable: boolean;
}) {
  const { change } = useFormTools();
  const optional = !leaf.required && leaf.schema['default'] === undefined;
  return (
    <PluginEntry
      leaf={leaf}
      kind={kind}
      value={leaf.effective}
      extra={[
        ...(optional ? [{ value: AUTOMATIC, label: formTexts.automatic }] : []),
        ...(nullable ? [{ value: NONE, label: formTexts.none }] : []),
      ]}
      onChange={(value) => change(leaf.path, value)}
    />
  );
}

/** What an entry of a plugin needs. */
export interface PluginEntryProps {
  readonly leaf: LeafProps;
  readonly kind: string;
  /** The reference that holds; `null` for none, `undefined` for the automatic choice. */
  readonly value: unknown;
  readonly extra: readonly ComboboxItem[];
  readonly onChange: (value: unknown) => void;
  /** Shown in place of the label; for entries of a list. */
  readonly label?: string;
}

/** The picker of a plugin with its form. Choosing another plugin drops the old configuration: its defaults hold. */
export function PluginEntry({ leaf, kind, value, extra, onChange, label = leaf.label }: PluginEntryProps) {
  const manifests = useManifests(kind);
  const id = refId(value);
  const chosen = manifests.find((manifest) => manifest.id === id);
  const { own, inner } = splitErrors(leaf, chosen);
  return (
    <div>
      <Select
        id={`${leaf.id}-plugin`}
        label={label}
        description={leaf.description}
        data={[...extra, ...options(manifests, id, chosen)]}
        value={value === null ? NONE : (id ?? (value === undefined && extra.length > 0 ? AUTOMATIC : null))}
        placeholder={formTexts.choose}
        searchable
        allowDeselect={false}
        maxDropdownHeight={320}
        error={errorText(own)}
        nothingFoundMessage={formTexts.nothingFound}
        renderOption={({ option }) => (
          <Option title={option.label} summary={summaryOf(manifests, option.value)} />
        )}
        onChange={(next) => {
          if (next === NONE) onChange(null);
          else if (next === AUTOMATIC) onChange(undefined);
          else if (next !== null) onChange(shortId(next));
        }}
      />
      {chosen !== undefined && (
        <Text size="sm" mt={4} className={classes.quiet}>
          {chosen.summary}
        </Text>
      )}
      {chosen !== undefined && hasFields(chosen) && (
        <PluginForm leaf={leaf} manifest={chosen} value={value} errors={inner} onChange={onChange} />
      )}
    </div>
  );
}

interface PluginFormProps {
  readonly leaf: LeafProps;
  readonly manifest: FormManifest;
  readonly value: unknown;
  readonly errors: FieldProps['errorSchema'];
  readonly onChange: (value: unknown) => void;
}

/* The plugin's own fields. A reference is flat, so that they lie at the same path; their changes go through the reference. */
function PluginForm({ leaf, manifest, value, errors, onChange }: PluginFormProps) {
  const tools = useFormTools();
  const schema = useMemo(() => prepareSchema(manifest.schema), [manifest]);
  const change = (path: Path, item: unknown): void =>
    onChange(
      withConfig(
        value,
        setAt(configOf(value), path.slice(leaf.path.length), item) as Record<string, unknown>,
      ),
    );
  const { SchemaField } = leaf.field.registry.fields;
  if (SchemaField === undefined) return null;
  return (
    <FormToolsProvider value={{ ...tools, change }}>
      <div className={classes.nested}>
        <SchemaField
          {...leaf.field}
          key={manifest.id}
          schema={schema}
          uiSchema={{}}
          formData={configOf(value)}
          {...(errors === undefined ? {} : { errorSchema: errors })}
        />
      </div>
    </FormToolsProvider>
  );
}

function hasFields({ schema }: FormManifest): boolean {
  return Object.keys(prepareSchema(schema).properties ?? {}).length > 0;
}

/* Faults of fields that the plugin has are shown there, everything else at the picker. */
function splitErrors(leaf: LeafProps, chosen: FormManifest | undefined) {
  const { __errors: atRef = [], ...children } = leaf.field.errorSchema ?? {};
  const known = new Set(Object.keys((chosen?.schema['properties'] as object | undefined) ?? {}));
  const inside = Object.keys(children).every((key) => known.has(key));
  return inside
    ? { own: atRef, inner: children as FieldProps['errorSchema'] }
    : { own: leaf.errors, inner: undefined };
}

function options(
  manifests: readonly FormManifest[],
  id: string | undefined,
  chosen: FormManifest | undefined,
): ComboboxItem[] {
  const known = manifests.map((manifest) => ({ value: manifest.id, label: manifest.title }));
  // An unknown plugin stays visible, so that the sentence about it has something to stand at.
  return id === undefined || chosen !== undefined ? known : [{ value: id, label: shortId(id) }, ...known];
}

function summaryOf(manifests: readonly FormManifest[], id: string): string {
  return manifests.find((manifest) => manifest.id === id)?.summary ?? '';
}

function Option({ title, summary }: { readonly title: string; readonly summary: string }) {
  return (
    <div>
      <Text size="sm">{title}</Text>
      {summary !== '' && (
        <Text size="xs" className={classes.quiet}>
          {summary}
        </Text>
      )}
    </div>
  );
}
