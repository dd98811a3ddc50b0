import { configOf, refId, shortId } from './refs.ts';
import { controlOf, type FormManifest, type JsonSchema } from './schema.ts';
import type { FormTools } from './form-context.ts';

/** Values that a setting may be searched over. */
export type DomainKind = 'choice' | 'uniform' | 'logUniform' | 'integer';

/** A setting of a specification that trainings of one experiment can differ in. */
export interface Setting {
  /** As search spaces name it: `optimizer.learningRate`. */
  readonly path: string;
  /** Titles from the outside in: `Optimizer › Learning rate`. */
  readonly label: string;
  readonly schema: JsonSchema;
  /** The domains that make sense for it in a search, the best first; none where it can only be set. */
  readonly kinds: readonly DomainKind[];
  /** What there is to choose from; empty where any value may be written. */
  readonly options: readonly (string | number | boolean | null)[];
  /** What it is now. */
  readonly value: unknown;
  readonly min: number;
  readonly max: number;
}

/* What plans the trainings, and what all of them share. */
const SHARED = new Set([
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

/** The settings that trainings can differ in: those of the specification's parts, and of the plugins that are chosen now. */
export function settingsOf({ manifests, whole }: Pick<FormTools, 'manifests' | 'whole'>): Setting[] {
  return sectionOf(whole.schema, whole.value, { path: [], label: [] }, manifests).filter(
    ({ path }) => !SHARED.has(path.split('.')[0] ?? '') && path !== 'data.set',
  );
}

/** Those of the settings that a search can vary. */
export function searchable(tools: Pick<FormTools, 'manifests' | 'whole'>): Setting[] {
  return settingsOf(tools).filter(({ kinds }) => kinds.length > 0);
}

interface Place {
  readonly path: readonly string[];
  readonly label: readonly string[];
}

function sectionOf(schema: JsonSchema, value: unknown, place: Place, plugins: Plugins): Setting[] {
  const properties = objectOf(schema['properties']);
  const data = objectOf(value);
  return Object.entries(properties).flatMap(([name, property]) =>
    settingOf(objectOf(property), data[name], under(place, name, objectOf(property)['title']), plugins),
  );
}

function settingOf(schema: JsonSchema, set: unknown, place: Place, plugins: Plugins): Setting[] {
  const control = controlOf(schema);
  const value = set === undefined ? schema['default'] : set;
  const plain = { ...place, schema, value };
  switch (control.type) {
    case 'hidden':
      return [];
    case 'section':
      return sectionOf(schema, value, place, plugins);
    case 'plugin':
      return [
        choiceOf(plain, [
          ...(control.nullable ? [null] : []),
          ...plugins.filter(({ kind }) => kind === control.kind).map(({ id }) => shortId(id)),
        ]),
        ...configFields(value, control.kind, place, plugins),
      ];
    case 'plugin-list':
      return [
        onlySet(plain),
        ...(Array.isArray(value) ? value : []).flatMap((item: unknown, i) =>
          configFields(item, control.kind, under(place, String(i), String(i + 1)), plugins),
        ),
      ];
    case 'number-or-plugin':
      return [numberOf(plain, control), ...configFields(value, control.kind, place, plugins)];
    case 'number':
    case 'number-or-none':
    case 'number-or-word':
      return [numberOf(plain, control)];
    case 'choice':
      return [choiceOf(plain, control.options)];
    case 'switch':
      return [choiceOf(plain, [true, false])];
    case 'number-list':
    case 'pair':
      return [choiceOf(plain, [])];
    default:
      return [onlySet(plain)];
  }
}

function configFields(ref: unknown, kind: string, place: Place, plugins: Plugins): Setting[] {
  const id = refId(ref);
  const chosen = plugins.find((plugin: FormManifest) => plugin.kind === kind && plugin.id === id);
  return chosen === undefined ? [] : sectionOf(chosen.schema, configOf(ref), place, plugins);
}

/** What is known of a setting before its control is. */
type Plain = Place & Pick<Setting, 'schema' | 'value'>;

function onlySet({ path, label, schema, value }: Plain): Setting {
  const open = { kinds: [], options: [], min: -Infinity, max: Infinity };
  return { path: path.join('.'), label: label.join(' › '), schema, value, ...open };
}

function numberOf(
  plain: Plain,
  facts: { readonly integer: boolean; readonly log: boolean; readonly min?: number; readonly max?: number },
): Setting {
  const kinds: DomainKind[] = facts.integer
    ? ['integer', 'choice']
    : facts.log
      ? ['logUniform', 'uniform', 'choice']
      : ['uniform', 'logUniform', 'choice'];
  const { min = -Infinity, max = Infinity } = facts;
  return { ...onlySet(plain), kinds, min, max };
}

function choiceOf(plain: Plain, options: Setting['options']): Setting {
  const { value } = plain;
  return {
    ...onlySet(plain),
    kinds: ['choice'],
    options,
    value: options.length > 0 ? (shortOf(value) ?? value) : value,
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
