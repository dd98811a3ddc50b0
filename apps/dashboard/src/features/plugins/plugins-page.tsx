'use client';
import { Alert, Select, Text, TextInput, UnstyledButton } from '@mantine/core';
import { IconAlertTriangle, IconSearch } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useApi, type ApiOutputs } from '../../client/api.ts';
import { textParam } from '../../client/url-params.ts';
import { useUrlState } from '../../client/url-state.ts';
import { shortId } from '../../form/refs.ts';
import { pluginsTexts } from '../../texts/plugins-texts.ts';
import { PageFrame, Panel } from '../common/page-frame.tsx';
import { ErrorState, LoadingState } from '../common/page-states.tsx';
import { PluginDetail, type Manifest } from './plugin-detail.tsx';
import classes from './plugins.module.css';

const t = pluginsTexts;

const VIEW = { q: textParam(), kind: textParam(), plugin: textParam() } as const;

/** The page of plugins: everything that this installation can do, to search and to read. */
export function PluginsPage() {
  const api = useApi();
  const catalogue = useQuery(api.plugins.catalogue.queryOptions(undefined, { staleTime: Infinity }));
  const facts = useQuery(api.pluginFacts.all.queryOptions(undefined, { staleTime: Infinity }));
  const [view, setView] = useUrlState(VIEW);
  const failed = [catalogue, facts].find(({ isError }) => isError);
  if (failed !== undefined) return <ErrorState error={failed.error} onRetry={() => void failed.refetch()} />;
  if (catalogue.data === undefined || facts.data === undefined) return <LoadingState />;
  const { manifests, problems } = catalogue.data;
  const shown = manifests.filter((manifest) => matches(manifest, view));
  const chosen = manifests.find((manifest) => nameOf(manifest) === view.plugin);
  const kinds = [...new Set(manifests.map(({ kind }) => kind))];
  const foreign = facts.data.filter(({ source }) => source === null).length;
  return (
    <PageFrame title={t.title} answer={t.answer(manifests.length, kinds.length, foreign)}>
      <Problems problems={problems} />
      <div className={classes.controls}>
        <TextInput
          label={t.search}
          placeholder={t.searchHint}
          leftSection={<IconSearch size={16} aria-hidden />}
          value={view.q}
          onChange={(event) => setView({ q: event.currentTarget.value })}
        />
        <Select
          label={t.kind}
          data={[
            { value: '', label: t.everyKind },
            ...kinds.map((kind) => ({ value: kind, label: kindName(kind) })),
          ]}
          value={view.kind}
          onChange={(kind) => setView({ kind: kind ?? '' })}
          allowDeselect={false}
        />
      </div>
      <div className={classes.columns}>
        <nav className={classes.list} aria-label={t.list}>
          <Text size="sm" mb={4} className={classes.quiet} aria-live="polite">
            {shown.length === 0 ? t.none : t.shown(shown.length)}
          </Text>
          {kinds.map((kind) => (
            <KindList
              key={kind}
              kind={kind}
              plugins={shown.filter((manifest) => manifest.kind === kind)}
              chosen={view.plugin}
              onChoose={(plugin) => setView({ plugin })}
            />
          ))}
        </nav>
        <div className={classes.detail}>
          {chosen === undefined ? (
            <Panel>
              <Text size="sm">{t.choose}</Text>
            </Panel>
          ) : (
            <PluginDetail
              key={view.plugin}
              plugin={chosen}
              facts={facts.data.find(({ kind, id }) => kind === chosen.kind && id === chosen.id)}
            />
          )}
        </div>
      </div>
    </PageFrame>
  );
}

/** What names a plugin in the address: `normalization:group`. */
function nameOf({ kind, id }: Manifest): string {
  return `${kind}:${shortId(id)}`;
}

function kindName(kind: string): string {
  return t.kinds[kind] ?? kind;
}

function matches(manifest: Manifest, { q, kind }: { readonly q: string; readonly kind: string }): boolean {
  if (kind !== '' && manifest.kind !== kind) return false;
  const { title, id, summary, formula = '', references } = manifest;
  const text = [title, id, summary, formula, ...references].join('\n').toLowerCase();
  return q
    .toLowerCase()
    .split(/\s+/)
    .every((word) => text.includes(word));
}

interface KindListProps {
  readonly kind: string;
  readonly plugins: readonly Manifest[];
  readonly chosen: string;
  readonly onChoose: (plugin: string) => void;
}

function KindList({ kind, plugins, chosen, onChoose }: KindListProps) {
  if (plugins.length === 0) return null;
  return (
    <section>
      <h2 className={classes.kind}>
        {kindName(kind)} <span>{plugins.length}</span>
      </h2>
      {plugins.map((manifest) => (
        <UnstyledButton
          key={manifest.id}
          className={classes.item}
          aria-current={chosen === nameOf(manifest)}
          onClick={() => onChoose(nameOf(manifest))}
        >
          {manifest.title}
        </UnstyledButton>
      ))}
    </section>
  );
}

function Problems({ problems }: Pick<ApiOutputs['plugins']['catalogue'], 'problems'>) {
  if (problems.length === 0) return null;
  return (
    <Alert icon={<IconAlertTriangle />} color="red" title={t.problems(problems.length)} role="alert">
      {problems.map(({ source, error }) => (
        <Text key={source} size="sm">
          {source}: {error.message}
        </Text>
      ))}
    </Alert>
  );
}
