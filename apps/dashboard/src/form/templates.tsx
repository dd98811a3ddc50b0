'use client';
import { Text, Title, UnstyledButton } from '@mantine/core';
import { IconChevronRight } from '@tabler/icons-react';
import type { FieldTemplateProps, ObjectFieldTemplateProps } from '@rjsf/utils';
import { Fragment, useState, type ReactNode } from 'react';
import { formTexts } from '../texts/form-texts.ts';
import { useFormTools } from './form-context.ts';
import { allErrors } from './issues.ts';
import { isAdvanced, sourceOf } from './prepare.ts';
import { controlOf } from './schema.ts';
import classes from './form.module.css';

/** Labels, help and errors belong to the controls: around them is nothing. */
export function BareFieldTemplate({ children }: FieldTemplateProps) {
  return <>{children}</>;
}

/** A section: its title, its fields, and those for experts folded away. */
export function SectionTemplate(props: ObjectFieldTemplateProps) {
  const { properties, schema, fieldPathId, errorSchema } = props;
  const { title, description } = schema;
  const isRoot = fieldPathId.path.length === 0;
  const children = schema.properties ?? {};
  const { first, below } = useFormTools();
  const rank = (name: string): number => (isRoot && first.includes(name) ? 0 : 1);
  const plain = properties
    .filter(({ name }) => !isAdvanced(children[name]))
    .toSorted((a, b) => rank(a.name) - rank(b.name));
  const advanced = properties.filter(({ name }) => isAdvanced(children[name]));
  const faults = advanced.flatMap(({ name }) => allErrors(errorSchema?.[name]));
  const own = errorSchema?.__errors ?? [];
  return (
    <div className={isRoot ? classes.root : classes.section}>
      {!isRoot && title !== undefined && (
        <Title order={2} size="h5">
          {title}
        </Title>
      )}
      {!isRoot && description !== undefined && (
        <Text size="sm" className={classes.quiet}>
          {description}
        </Text>
      )}
      {own.length > 0 && (
        <Text size="sm" c="red" role="alert">
          {own.join(' ')}
        </Text>
      )}
      {plain.map(({ name, content }) => (
        <Fragment key={name}>
          <div
            className={isRoot ? classes.card : undefined}
            data-narrow={!isRoot && isNarrow(children[name])}
          >
            {content}
          </div>
          {isRoot && below[name]}
        </Fragment>
      ))}
      {advanced.length > 0 && (
        <Advanced count={advanced.length} faulty={faults.length > 0} boxed={isRoot}>
          {advanced.map(({ name, content }) => (
            <div key={name} data-narrow={isNarrow(children[name])}>
              {content}
            </div>
          ))}
        </Advanced>
      )}
    </div>
  );
}

const NARROW = ['number', 'number-or-word', 'choice', 'text', 'switch', 'pair'];

/* Short entries stand side by side where there is room. */
function isNarrow(prepared: unknown): boolean {
  return NARROW.includes(controlOf(sourceOf(prepared)).type);
}

interface AdvancedProps {
  readonly count: number;
  /** Whether something inside is wrong: it must be seen. */
  readonly faulty: boolean;
  readonly boxed: boolean;
  readonly children: ReactNode;
}

function Advanced({ count, faulty, boxed, children }: AdvancedProps) {
  const [open, setOpen] = useState(false);
  const shown = open || faulty;
  return (
    <div className={boxed ? classes.card : undefined}>
      <UnstyledButton className={classes.more} aria-expanded={shown} onClick={() => setOpen(!shown)}>
        <IconChevronRight size={16} className={classes.chevron} data-open={shown} aria-hidden />
        {formTexts.more(count)}
      </UnstyledButton>
      {shown && <div className={classes.section}>{children}</div>}
    </div>
  );
}
