import { configOf, refId, shortId } from './refs.ts';
import { controlOf, uiOf, type FormManifest, type JsonSchema } from './schema.ts';
import type { FormTools } from './form-context.ts';

/** Values that a setting may be searched over. */
export type DomainKind = 'choice' | 'uniform' | 'logUniform' | 'integer';

/** A setting that a search can vary. */
export interface Searchable {
  /** As search spaces name it: `optimizer.learningRate`. */
  readonly path: string;
  /** Titles from the outside in: `Optimizer › Learning rate`. */
  readonly label: string;
  /** The domains that make sense for it, the best first. */
  readonly kinds: readonly DomainKind[];
  /** What there is to choose from; empty where any value may be written. */
  readonly options: readonly (string | number | boolean | null)[];
  /** What it is now. */
  readonly value: unknown;
  readonly min: number;
  readonly max: number;
}

/* What plans the search itself, and what all its trials share, is not searched. */
const NOT_SEARCHED = new Set([
  'version',
  'name',
  'seed',
  'test',
  'objective',
  'metrics',
  'run',
  'protocol',
  'selection',
  'search',
  'ensemble',
  'learningCurve',
  'study',
]);

type Plugins = Pick<FormTools, 'manifests'>['manifests'];

/** The settings of a specification that a search can vary: those of its parts, and of the plugins that are chosen now. */
export function searchable({ manifests, whole }: Pick<FormTools, 'manifests' | 'whole'>): Searchable[] {
  return sectionOf(whole.schema, whole.value, { path: [], label: [] }, manifests).filter(
    ({ path }) => !NOT_SEARCHED.has(path.split('.')[0] ?? '') && path !== 'data.set',
  );
}

interface Place {
  readonly path: readonly string[];
  readonly label: readonly string[];
}

function sectionOf(schema: JsonSchema, value: unknown, place: Place, plugins: Plugins): Searchable[] {
  const properties = objectOf(schema['properties']);
  const data = objectOf(value);
  return Object.entries(properties).flatMap(([name, property]) =>
    settingOf(objectOf(property), data[name], under(place, name, objectOf(property)['title']), plugins),
  );
}

function settingOf(schema: JsonSchema, set: unknown, place: Place, plugins: Plugins): Searchable[] {
  if (uiOf(schema).hidden === true) return [];
  const control = controlOf(schema);
  const value = set === undefined ? schema['default'] : set;
  switch (control.type) {
    case 'section':
      return sectionOf(schema, value, place, plugins);
    case 'plugin':
      return [
        choiceOf(place, value, [
          ...(control.nullable ? [null] : []),
          ...plugins.filter(({ kind }) => kind === control.kind).map(({ id }) => shortId(id)),
        ]),
        ...configFields(value, control.kind, place, plugins),
      ];
    case 'plugin-list':
      return (Array.isArray(value) ? value : []).flatMap((item: unknown, i) =>
        configFields(item, control.kind, under(place, String(i), String(i + 1)), plugins),
      );
    case 'number-or-plugin':
      return [numberOf(place, value, control), ...configFields(value, control.kind, place, plugins)];
    case 'number':
    case 'number-or-word':
      return [numberOf(place, value, control)];
    case 'choice':
      return [choiceOf(place, value, control.options)];
    case 'switch':
      return [choiceOf(place, value, [true, false])];
    case 'number-list':
    case 'pair':
      return [choiceOf(place, value, [])];
    default:
      return [];
  }
}

function configFields(ref: unknown, kind: string, place: Place, plugins: Plugins): Searchable[] {
  const id = refId(ref);
  const chosen = plugins.find((plugin: FormManifest) => plugin.kind === kind && plugin.id === id);
  return chosen === undefined ? [] : sectionOf(chosen.schema, configOf(ref), place, plugins);
}

function numberOf(
  { path, label }: Place,
  value: unknown,
  facts: { readonly integer: boolean; readonly log: boolean; readonly min?: number; readonly max?: number },
): Searchable {
  const kinds: DomainKind[] = facts.integer
    ? ['integer', 'choice']
    : facts.log
      ? ['logUniform', 'uniform', 'choice']
      : ['uniform', 'logUniform', 'choice'];
  const { min = -Infinity, max = Infinity } = facts;
  return { path: path.join('.'), label: label.join(' › '), kinds, options: [], value, min, max };
}

function choiceOf({ path, label }: Place, value: unknown, options: Searchable['options']): Searchable {
  return {
    path: path.join('.'),
    label: label.join(' › '),
    kinds: ['choice'],
    options,
    value: options.length > 0 ? (shortOf(value) ?? value) : value,
    min: -Infinity,
    max: Infinity,
  };
}

function shortOf(value: unknown): string | undefined {
  const id = typeof value === 'object' ? refId(value) : undefined;
  return id === undefined ? undefined : shortId(id);
}

function under({ path, label }: Place, name: string, title: unknown): Place {
  return { path: [...path, name], label: [...label, typeof title === 'string' ? title : name] };
}

function objectOf(value: unknown): JsonSchema {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as JsonSchema) : {};
}
