'use client';
import { Button, Skeleton } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import dynamic from 'next/dynamic';
import { useState, type ReactNode } from 'react';
import { useApi } from '../../client/api.ts';
import { useUrlState } from '../../client/url-state.ts';
import { shortId } from '../../form/refs.ts';
import type { FormManifest } from '../../form/schema.ts';
import type { ArchitectureAnswer } from '../../networks/describe-architecture.ts';
import { useArchitectures } from '../../networks/use-architectures.ts';
import { architecturesTexts } from '../../texts/architectures-texts.ts';
import { PageFrame, Panel } from '../common/page-frame.tsx';
import { ErrorState, LoadingState } from '../common/page-states.tsx';
import { NetworkViews } from '../network/network-views.tsx';
import { Comparison, ComparisonComing } from './comparison.tsx';
import { ArchitectureControls } from './controls.tsx';
import { architectureSentence, figuresOf } from './figures.ts';
import { Misfit } from './misfit.tsx';
import { Overview } from './overview.tsx';
import { requestOf, VIEW, type ArchitecturesView, type ChangeView } from './request.ts';

const t = architecturesTexts;

const SpecForm = dynamic(() => import('../../form/spec-form.tsx').then((module) => module.SpecForm), {
  ssr: false,
  loading: () => <Skeleton height={120} />,
});

/** The page of architectures: all of them, one from all sides, or two side by side, without starting a training. */
export function ArchitecturesPage() {
  const api = useApi();
  const catalogue = useQuery(api.plugins.catalogue.queryOptions(undefined, { staleTime: Infinity }));
  const [view, setView] = useUrlState(VIEW);
  if (catalogue.isPending) return <LoadingState />;
  if (catalogue.data === undefined)
    return <ErrorState error={catalogue.error} onRetry={() => void catalogue.refetch()} />;
  return <Page manifests={catalogue.data.manifests} view={view} onView={setView} />;
}

interface PageProps {
  readonly manifests: readonly FormManifest[];
  readonly view: ArchitecturesView;
  readonly onView: ChangeView;
}

function Page({ manifests, view, onView }: PageProps) {
  const [configuring, setConfiguring] = useState(Object.keys(view.config).length > 0);
  const architectures = manifests.filter(({ kind }) => kind === 'architecture');
  const find = (id: string) => architectures.find((manifest) => shortId(manifest.id) === id);
  const [one, other] = [find(view.a), find(view.b)];
  const controls = (
    <ArchitectureControls
      manifests={manifests}
      view={view}
      onView={onView}
      configuring={configuring}
      onConfigure={() => setConfiguring(!configuring)}
    />
  );
  if (one === undefined) {
    return (
      <PageFrame title={t.title} answer={t.overviewLead}>
        {controls}
        <Overview architectures={architectures} view={view} onView={onView} />
      </PageFrame>
    );
  }
  return (
    <Chosen one={one} other={other} view={view} onView={onView}>
      {controls}
      {configuring && (
        <Panel
          title={t.configure(one.title)}
          actions={
            <Button size="compact-sm" variant="default" onClick={() => onView({ config: {} })}>
              {t.reset}
            </Button>
          }
        >
          <SpecForm
            schema={one.schema}
            manifests={manifests}
            value={view.config}
            issues={[]}
            onChange={(config) => onView({ config })}
          />
        </Panel>
      )}
    </Chosen>
  );
}

interface ChosenProps {
  readonly one: FormManifest;
  readonly other: FormManifest | undefined;
  readonly view: ArchitecturesView;
  readonly onView: ChangeView;
  readonly children: ReactNode;
}

function Chosen({ one, other, view, onView, children }: ChosenProps) {
  const requests = [
    requestOf(view.a, view, view.config),
    ...(other === undefined ? [] : [requestOf(view.b, view)]),
  ];
  const [mine, theirs] = useArchitectures(requests);
  const answer = mine?.data;
  const failed = mine?.isError === true;
  return (
    <PageFrame
      title={one.title}
      tabTitle={one.title}
      parent={{ href: '/architectures', label: t.all }}
      answer={
        answer?.ok === true ? architectureSentence(one.title, figuresOf(answer.description)) : one.summary
      }
    >
      {children}
      {failed && <ErrorState error={mine.error} />}
      {answer === undefined && !failed && <LoadingState rows={2} />}
      {answer !== undefined && (
        <Compared
          one={one}
          other={other}
          answer={answer}
          against={theirs?.data}
          onView={onView}
          view={view}
        />
      )}
      {answer?.ok === true && (
        <NetworkViews name={view.a} description={answer.description} view={view} onView={onView} />
      )}
    </PageFrame>
  );
}

interface ComparedProps extends Omit<ChosenProps, 'children'> {
  readonly answer: ArchitectureAnswer;
  readonly against: ArchitectureAnswer | undefined;
}

/* What cannot be built says so; what can is compared. */
function Compared({ one, other, answer, against, view, onView }: ComparedProps) {
  const use = (size: number) => onView({ input: [size, size, view.input[2]] });
  if (!answer.ok) return <Misfit answer={answer} onUse={use} />;
  if (other === undefined) return null;
  if (against === undefined) return <ComparisonComing one={one.title} other={other.title} />;
  if (!against.ok) return <Misfit answer={against} onUse={use} />;
  return (
    <Comparison
      one={{ title: one.title, figures: figuresOf(answer.description) }}
      other={{ title: other.title, figures: figuresOf(against.description) }}
    />
  );
}
