import { ConvlabError } from '../errors/convlab-error.ts';
import type { PluginKind, PluginKinds } from '../kinds/kinds.ts';
import type { ConfigOutput, ConfigSchema } from './config-schema.ts';
import type { PluginRef } from './plugin-ref.ts';

/**
 * A fact about a plugin that tests and users rely on; it selects conformance checks.
 *
 * `stochastic`: draws random numbers in training. `batch-statistics`: an output depends on the rest of the batch.
 * `mode-dependent`: training and inference differ. `non-smooth`: has kinks or ties where gradients jump. `stratified`: a split or
 * protocol whose parts have the classes in the shares of what is divided, unless its configuration says `stratified: false`.
 */
export type Trait = 'stochastic' | 'batch-statistics' | 'mode-dependent' | 'non-smooth' | 'stratified';

/** What a plugin gets besides its configuration. */
export interface CreateContext {
  /** Builds a nested plugin that the configuration refers to. */
  resolve: <K extends PluginKind>(kind: K, ref: PluginRef) => PluginKinds[K];
}

/** Plain JSON of a configuration. */
export type JsonObject = Readonly<Record<string, unknown>>;

/** A plugin: a frozen value that describes, validates and builds one part. */
export interface Plugin<
  K extends PluginKind = PluginKind,
  Id extends string = string,
  TSchema extends ConfigSchema = ConfigSchema,
> {
  readonly kind: K;
  /** `namespace/name`, kebab-case, permanent. The namespace `convlab/` is reserved for what ships with ConvLab. */
  readonly id: Id;
  /** Version of the configuration; rises together with a migration. */
  readonly version: number;
  /** Name for people, in sentence case. */
  readonly title: string;
  /** One sentence. */
  readonly summary: string;
  /** The formula in code names, one or more lines. */
  readonly formula?: string;
  readonly traits: readonly Trait[];
  /** Papers, most important first. */
  readonly references: readonly string[];
  readonly config: TSchema;
  /** Builds the part from a valid, frozen configuration. Pure: no tensors, no globals. */
  create(config: ConfigOutput<TSchema>, context: CreateContext): PluginKinds[K];
  /** From version n to n + 1, keyed by n. */
  readonly migrate?: Readonly<Record<number, (old: JsonObject) => JsonObject>>;
}

/** A plugin as it is written: what is empty may be left out. */
export type PluginDefinition<K extends PluginKind, Id extends string, TSchema extends ConfigSchema> = Omit<
  Plugin<K, Id, TSchema>,
  'traits' | 'references'
> &
  Partial<Pick<Plugin<K, Id, TSchema>, 'traits' | 'references'>>;

const ID_PATTERN = /^[a-z0-9]+(-[a-z0-9]+)*\/[a-z0-9]+([-.][a-z0-9]+)*$/;

/**
 * Makes a plugin: checks its identity and freezes it. Registers nothing.
 *
 * @throws {ConvlabError} E_PLUGIN_DEFINITION when id or version are malformed, or a migration is missing
 * @example
 * const relu6 = definePlugin({
 *   kind: 'activation', id: 'acme/relu6', version: 1, title: 'ReLU6', summary: 'Clips at 0 and 6.',
 *   config: z.strictObject({}),
 *   create: () => ({ outputShape: ([shape]) => shape, apply: ({ inputs: [x] }) => ({ output: tf.relu6(x) }) }),
 * });
 */
export function definePlugin<K extends PluginKind, const Id extends string, TSchema extends ConfigSchema>(
  definition: PluginDefinition<K, Id, TSchema>,
): Plugin<K, Id, TSchema> {
  requireIdentity(definition);
  requireMigrations(definition);
  return Object.freeze<Plugin<K, Id, TSchema>>({
    ...definition,
    traits: Object.freeze([...(definition.traits ?? [])]),
    references: Object.freeze([...(definition.references ?? [])]),
  });
}

function requireIdentity({ id, version, kind }: { id: string; version: number; kind: string }): void {
  if (!ID_PATTERN.test(id)) {
    throw new ConvlabError({
      code: 'E_PLUGIN_DEFINITION',
      message: `The id of a ${kind} plugin is malformed.`,
      received: id,
      expected: 'namespace/name in kebab-case, such as "acme/group-norm"',
    });
  }
  if (!Number.isInteger(version) || version < 1) {
    throw new ConvlabError({
      code: 'E_PLUGIN_DEFINITION',
      message: `The version of plugin "${id}" is malformed.`,
      received: version,
      expected: 'an integer from 1',
    });
  }
}

function requireMigrations({
  id,
  version,
  migrate,
}: {
  id: string;
  version: number;
  migrate?: object;
}): void {
  for (let from = 1; from < version; from++) {
    if (migrate !== undefined && from in migrate) continue;
    throw new ConvlabError({
      code: 'E_PLUGIN_DEFINITION',
      message: `Plugin "${id}" is at version ${version} but has no migration from version ${from}.`,
      expected: `migrate: { ${from}: (old) => new }`,
    });
  }
}
