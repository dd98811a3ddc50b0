import type { FieldProps } from '@rjsf/utils';
import { allErrors } from './issues.ts';
import { sourceOf } from './prepare.ts';
import { uiOf, type JsonSchema } from './schema.ts';

/** What the controls of a leaf share. */
export interface LeafProps {
  readonly id: string;
  readonly path: readonly (string | number)[];
  readonly schema: JsonSchema;
  readonly label: string;
  readonly description: string;
  readonly unit: string;
  /** What was set; `undefined` when the default holds. */
  readonly value: unknown;
  /** What holds: the value, or else the default. */
  readonly effective: unknown;
  /** Sentences of faults at this field and inside it. */
  readonly errors: readonly string[];
  readonly required: boolean;
  /** The props of the form library, for fields that render further fields. */
  readonly field: FieldProps;
}

/** The props of a leaf, from those of the form library. */
export function leafProps(field: FieldProps): LeafProps {
  const schema = sourceOf(field.schema);
  const label = typeof schema['title'] === 'string' ? schema['title'] : field.name;
  return {
    id: field.fieldPathId.$id,
    path: field.fieldPathId.path,
    schema,
    label,
    description: typeof schema['description'] === 'string' ? schema['description'] : '',
    unit: uiOf(schema).unit ?? '',
    value: field.formData as unknown,
    effective: field.formData === undefined ? schema['default'] : (field.formData as unknown),
    errors: allErrors(field.errorSchema),
    required: field.required === true,
    field,
  };
}

/** Errors as Mantine's inputs take them. */
export function errorText(errors: readonly string[]): string | undefined {
  return errors.length === 0 ? undefined : errors.join(' ');
}
