import type { StandardJSONSchemaV1, StandardSchemaV1 } from '@standard-schema/spec';

/**
 * What a plugin's configuration is described with: any library that speaks Standard Schema and Standard JSON Schema.
 *
 * Everything that ships here uses zod 4.
 */
export interface ConfigSchema<TInput = unknown, TOutput = unknown> {
  readonly '~standard': StandardSchemaV1.Props<TInput, TOutput> & StandardJSONSchemaV1.Props<TInput, TOutput>;
}

/** The configuration as it may be written, defaults left out. */
export type ConfigInput<TSchema extends ConfigSchema> = NonNullable<TSchema['~standard']['types']>['input'];

/** The configuration as a plugin gets it, defaults filled in. */
export type ConfigOutput<TSchema extends ConfigSchema> = NonNullable<TSchema['~standard']['types']>['output'];
