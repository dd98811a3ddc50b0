'use client';
import { Text, Title } from '@mantine/core';
import dynamic from 'next/dynamic';
import { useMemo, useRef } from 'react';
import type { ApiOutputs } from '../../client/api.ts';
import { LoadingState } from '../common/page-states.tsx';
import { texts } from '../../texts/texts.ts';
import { specAt } from './address.ts';
import { AugmentedSamples } from './augmented-samples.tsx';
import { EstimatePanel } from './estimate-panel.tsx';
import { FilePanel } from './file-panel.tsx';
import { KindChooser } from './kind-chooser.tsx';
import { LaunchPanel } from './launch-panel.tsx';
import { PlannedRate } from './planned-rate.tsx';
import { KINDS, kindOf, PART_OF, partsOf, withKind, type PresetKind } from './spec-kind.ts';
import { useEstimate } from './use-estimate.ts';
import { useRemembered, type Opened } from './use-remembered.ts';
import { useSpec, type WrittenSpec } from './use-spec.ts';
import classes from './new.module.css';

/* The form and its library come after the page. */
const SpecForm = dynamic(() => import('../../form/spec-form.tsx').then((module) => module.SpecForm), {
  ssr: false,
  loading: () => (
    <div className={classes.waiting}>
      <LoadingState rows={5} />
    </div>
  ),
});

interface EditorProps {
  readonly catalogue: ApiOutputs['plugins']['catalogue'];
  /** What to start from. */
  readonly source: WrittenSpec;
  readonly opened: Opened;
  readonly onWritten: () => void;
  readonly lead: string;
}

/** The form, what it will cost and do, the verdict of the server, and the file, all of one specification. */
export function Editor({ catalogue, source, opened, onWritten, lead }: EditorProps) {
  const draft = useSpec(useMemo(() => specAt(source, opened), [source, opened]));
  const inAddress = useRemembered(source, draft.spec, onWritten);
  const result = draft.check.data;
  const checked = result?.ok === true ? result : undefined;
  const issues = result?.ok === false ? result.issues : [];
  const { plan, estimate } = useEstimate(checked);
  const kind = kindOf(draft.expanded);
  const first = useMemo(() => firstParts(kind), [kind]);
  const below = useMemo(
    () => ({
      data: checked !== undefined && <AugmentedSamples checked={checked} />,
      optimizer: <PlannedRate plan={plan} />,
    }),
    [checked, plan],
  );
  const onKind = useKinds(draft.spec, draft.setSpec);
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
      <KindChooser value={kind} onChange={onKind} />
      <div className={classes.columns}>
        <section aria-label={texts.new.form}>
          <SpecForm
            schema={catalogue.schema}
            manifests={catalogue.manifests}
            value={draft.expanded}
            issues={issues}
            onChange={draft.setSpec}
            first={first}
            below={below}
          />
        </section>
        <aside className={classes.side}>
          <LaunchPanel draft={draft} fits={estimate?.memory !== 'too-large'} />
          <EstimatePanel estimate={estimate} />
          <FilePanel draft={draft} inAddress={inAddress} />
        </aside>
      </div>
    </div>
  );
}

function firstParts(kind: string): readonly string[] {
  const preset = KINDS.find((one) => one === kind);
  const part = preset === undefined ? (kind === 'study' ? kind : undefined) : PART_OF[preset];
  return part === undefined ? [] : ['name', part];
}

/* Another kind and back again: what was set for the first one is still there. */
function useKinds(spec: WrittenSpec, setSpec: (spec: WrittenSpec) => void): (kind: PresetKind) => void {
  const left = useRef(new Map<string, Partial<WrittenSpec>>());
  return (kind) => {
    left.current.set(kindOf(spec), partsOf(spec));
    setSpec(withKind(spec, kind, left.current.get(kind)));
  };
}
