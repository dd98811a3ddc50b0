import { manifestOf, type JsonObject } from '@convlab/core';
import type { Check, Subject } from '../conformance-case/conformance-case.ts';
import { badValues } from './bad-values.ts';
import { describeCase, fail, refOf } from './fail.ts';
import { exercise } from './exercise.ts';

const always = (): boolean => true;

/** Checks of a plugin's identity and configuration, for every kind. */
export const configChecks: readonly Check[] = [
  { name: 'manifest is complete', appliesTo: always, run: manifestIsComplete },
  { name: 'defaults suffice, or required fields are named', appliesTo: always, run: defaultsSuffice },
  { name: 'invalid values are rejected at their field', appliesTo: always, run: invalidValuesRejected },
  { name: 'configuration is left untouched', appliesTo: always, run: configUntouched },
  { name: 'configurations of earlier versions load', appliesTo: always, run: oldConfigsLoad },
  { name: 'references survive JSON', appliesTo: always, run: referencesSurviveJson },
];

function manifestIsComplete({ plugin }: Subject): void {
  const { title, summary, schema } = manifestOf(plugin);
  if (title.trim() === '' || !/[.!?]$/.test(summary))
    fail('The title or the sentence of the summary is missing.');
  nameless(schema, []).forEach((path) => fail(`The field "${path}" has no title or no description.`));
}

/** Paths of fields without a title or a description. */
function nameless(schema: JsonObject, path: readonly string[]): readonly string[] {
  const branches = [schema['items'], ...((schema['anyOf'] as unknown[] | undefined) ?? [])].filter(isObject);
  const properties = Object.entries((schema['properties'] as Record<string, JsonObject> | undefined) ?? {});
  const own = properties
    .filter(([, field]) => !isText(field['title']) || !isText(field['description']))
    .map(([name]) => [...path, name].join('.'));
  const deeper = properties.flatMap(([name, field]) => nameless(field, [...path, name]));
  // References to plugins of other packages say what they are by their own manifests.
  const nested = 'x-plugin-kind' in schema ? [] : branches.flatMap((branch) => nameless(branch, path));
  return [...own, ...deeper, ...nested];
}

function defaultsSuffice({ plugin, registry }: Subject): void {
  const parsed = registry.parse(plugin.kind, { id: plugin.id });
  const required = (manifestOf(plugin).schema['required'] as readonly string[] | undefined) ?? [];
  if (parsed.ok && required.length > 0) fail('The schema requires fields that have defaults.', required);
  if (parsed.ok) return;
  const missing = new Set(parsed.issues.map(({ path }) => String(path[0])));
  const unexplained = [...missing].filter((field) => !required.includes(field));
  if (unexplained.length > 0)
    fail('An empty configuration fails at fields that are not required.', unexplained);
}

function invalidValuesRejected(subject: Subject): void {
  const { plugin, registry, cases } = subject;
  const base = refOf(subject, cases[0] ?? {});
  const properties =
    (manifestOf(plugin).schema['properties'] as Record<string, JsonObject> | undefined) ?? {};
  for (const [field, schema] of Object.entries(properties)) {
    for (const value of badValues(schema)) {
      const parsed = registry.parse(plugin.kind, { ...base, [field]: value });
      if (parsed.ok) fail(`The field "${field}" takes ${JSON.stringify(value)}, which its schema rules out.`);
      else if (!parsed.issues.some(({ path }) => path[0] === field))
        fail(`A fault of the field "${field}" is reported elsewhere.`, parsed.issues);
      else if (!parsed.issues.every(({ message }) => message.length > 0))
        fail(`A fault of "${field}" has no message.`);
    }
  }
  const unknown = registry.parse(plugin.kind, { ...base, noSuchField: 1 });
  if (unknown.ok) fail('Unknown fields are accepted, so misspelt ones go unnoticed.');
}

async function configUntouched(subject: Subject): Promise<void> {
  const { plugin, registry, cases } = subject;
  for (const each of cases) {
    const parsed = registry.parse(plugin.kind, refOf(subject, each));
    if (!parsed.ok) fail(`The case ${describeCase(each)} is refused.`, parsed.issues);
    const before = JSON.stringify(parsed.value.config);
    const part = plugin.create(parsed.value.config, { resolve: (kind, ref) => registry.create(kind, ref) });
    await exercise(plugin.kind, part, each);
    if (JSON.stringify(parsed.value.config) !== before) fail('The configuration changed while it was used.');
  }
}

function oldConfigsLoad({ plugin, registry, oldConfigs }: Subject): void {
  for (let version = 1; version < plugin.version; version++) {
    const fixtures = oldConfigs[version] ?? [];
    if (fixtures.length === 0)
      fail(`No configuration of version ${version} is kept, so nothing shows that it still loads.`);
    for (const config of fixtures) {
      const parsed = registry.parse(plugin.kind, { id: plugin.id, version, ...config });
      if (!parsed.ok) fail(`A configuration of version ${version} no longer loads.`, parsed.issues);
      if (parsed.value.ref.version !== plugin.version)
        fail(`A configuration of version ${version} is not brought to version ${plugin.version}.`);
      registry.create(plugin.kind, parsed.value.ref);
    }
  }
}

function referencesSurviveJson(subject: Subject): void {
  const { plugin, registry, cases } = subject;
  for (const each of cases) {
    const first = registry.parse(plugin.kind, refOf(subject, each));
    if (!first.ok) fail(`The case ${describeCase(each)} is refused.`, first.issues);
    const text = JSON.stringify(first.value.ref);
    const second = registry.parse(plugin.kind, JSON.parse(text));
    if (!second.ok || JSON.stringify(second.value.ref) !== text)
      fail('A complete reference does not parse to itself.', text);
  }
}

function isText(value: unknown): boolean {
  return typeof value === 'string' && value.trim() !== '';
}

function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
