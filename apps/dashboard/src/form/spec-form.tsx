'use client';
import { Switch } from '@mantine/core';
import { getDefaultRegistry, withTheme } from '@rjsf/core';
import { Theme } from '@rjsf/mantine';
import type { FieldProps, ValidatorType } from '@rjsf/utils';
import { useMemo } from 'react';
import { LeafControl } from './control.tsx';
import { leafProps } from './field.ts';
import { FormToolsProvider, useFormTools, type Change, type FormTools } from './form-context.ts';
import { initialValue } from './initial-value.ts';
import { toErrorSchema, type FormIssue } from './issues.ts';
import { OPTIONAL, prepareSchema, sourceOf } from './prepare.ts';
import { setAt } from './refs.ts';
import type { FormManifest, JsonSchema } from './schema.ts';
import { BareFieldTemplate, SectionTemplate } from './templates.tsx';
import classes from './form.module.css';

const Form = withTheme(Theme);
const StandardSchemaField = getDefaultRegistry().fields['SchemaField'];

/** What a form of a specification needs. */
export interface SpecFormProps {
  readonly schema: JsonSchema;
  readonly manifests: readonly FormManifest[];
  readonly value: Readonly<Record<string, unknown>>;
  readonly issues: readonly FormIssue[];
  readonly onChange: (value: Record<string, unknown>) => void;
  /** Names of the parts that come before the others. */
  readonly first?: readonly string[];
  /** What stands below a part, by its name. */
  readonly below?: FormTools['below'];
}

const NO_PARTS: readonly string[] = [];
const NOTHING: FormTools['below'] = {};

/**
 * A form made from JSON Schema: sections by the form library, controls by what the schema says, plugins with their own forms
 * inside.
 *
 * It checks nothing by itself; issues come from the server and are shown where they belong.
 */
export function SpecForm({
  schema,
  manifests,
  value,
  issues,
  onChange,
  first = NO_PARTS,
  below = NOTHING,
}: SpecFormProps) {
  const prepared = useMemo(() => prepareSchema(schema), [schema]);
  const errors = useMemo(() => toErrorSchema(issues), [issues]);
  const tools = useMemo(() => {
    const change: Change = (path, item) => onChange(setAt(value, path, item) as Record<string, unknown>);
    return { manifests, change, whole: { schema, value }, first, below };
  }, [manifests, schema, value, onChange, first, below]);
  return (
    <FormToolsProvider value={tools}>
      <Form
        tagName="div"
        idPrefix="spec"
        schema={prepared}
        formData={value}
        extraErrors={errors}
        validator={SERVER_VALIDATES}
        fields={FIELDS}
        templates={TEMPLATES}
        noHtml5Validate
        showErrorList={false}
        experimental_defaultFormStateBehavior={KEEP_AS_IT_IS}
      >
        <></>
      </Form>
    </FormToolsProvider>
  );
}

/* The form's data are what the user set, without defaults. */
const KEEP_AS_IT_IS = { emptyObjectFields: 'skipDefaults', arrayMinItems: { populate: 'never' } } as const;

const SERVER_VALIDATES: ValidatorType = {
  validateFormData: () => ({ errors: [], errorSchema: {} }),
  isValid: () => true,
  rawValidation: () => ({}),
};

function SpecField(props: FieldProps) {
  const schema = props.schema;
  if (schema['type'] !== 'object') return <LeafControl leaf={leafProps(props)} />;
  if ((schema as Record<string, unknown>)[OPTIONAL] === true) return <OptionalSection {...props} />;
  return StandardSchemaField === undefined ? null : <StandardSchemaField {...props} />;
}

/* A section that may be left out as a whole, such as early stopping. */
function OptionalSection(props: FieldProps) {
  const { change } = useFormTools();
  const { label, description } = leafProps(props);
  const present = props.formData !== undefined && props.formData !== null;
  const { title: _title, description: _description, ...inner } = props.schema;
  return (
    <div>
      <Switch
        id={props.fieldPathId.$id}
        label={label}
        description={description}
        checked={present}
        onChange={(event) =>
          change(
            props.fieldPathId.path,
            event.currentTarget.checked ? initialValue(sourceOf(props.schema)) : undefined,
          )
        }
      />
      {present && StandardSchemaField !== undefined && (
        <div className={classes.optional}>
          <StandardSchemaField {...props} schema={inner} />
        </div>
      )}
    </div>
  );
}

const FIELDS = { SchemaField: SpecField };
const TEMPLATES = { FieldTemplate: BareFieldTemplate, ObjectFieldTemplate: SectionTemplate };
