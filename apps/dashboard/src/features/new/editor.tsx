'use client';
import { Text, Title } from '@mantine/core';
import dynamic from 'next/dynamic';
import type { ApiOutputs } from '../../client/api.ts';
import { LoadingState } from '../common/page-states.tsx';
import { texts } from '../../texts/texts.ts';
import { FilePanel } from './file-panel.tsx';
import { LaunchPanel } from './launch-panel.tsx';
import { useSpec, type WrittenSpec } from './use-spec.ts';
import classes from './new.module.css';

/* The form and its library come after the page. */
const SpecForm = dynamic(() => import('../../form/spec-form.tsx').then((module) => module.SpecForm), {
  ssr: false,
  loading: () => <LoadingState rows={5} />,
});

interface EditorProps {
  readonly catalogue: ApiOutputs['plugins']['catalogue'];
  readonly initial: WrittenSpec;
  readonly lead: string;
}

/** The form, the verdict of the server, and the file, all of one specification. */
export function Editor({ catalogue, initial, lead }: EditorProps) {
  const draft = useSpec(initial);
  const result = draft.check.data;
  const issues = result?.ok === false ? result.issues : [];
  return (
    <div className={classes.page}>
      <header>
        <Title order={1} size="h2">
          {texts.new.title}
        </Title>
        <Text size="sm" className={classes.quiet}>
          {lead}
        </Text>
      </header>
      <div className={classes.columns}>
        <section aria-label={texts.new.form}>
          <SpecForm
            schema={catalogue.schema}
            manifests={catalogue.manifests}
            value={draft.expanded}
            issues={issues}
            onChange={draft.setSpec}
          />
        </section>
        <aside className={classes.side}>
          <LaunchPanel draft={draft} />
          <FilePanel draft={draft} />
        </aside>
      </div>
    </div>
  );
}
