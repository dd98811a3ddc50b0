'use client';
import { Anchor, Badge, Button, Code, Table, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import Link from 'next/link';
import { useApi, type ApiOutputs } from '../../client/api.ts';
import { dataTexts as t } from '../../texts/data-texts.ts';
import { PageFrame, Panel } from '../common/page-frame.tsx';
import { ErrorState, LoadingState } from '../common/page-states.tsx';
import { WideTable } from '../common/wide-table.tsx';
import { setAddress, shortId, type SetRef } from './set-address.ts';
import { UploadPanel } from './upload-panel.tsx';
import classes from './data.module.css';

type Catalogue = ApiOutputs['data']['list'];

/** Every data set: where its examples are, what they are like, and a way to add one's own. */
export function DataPage() {
  const api = useApi();
  const query = useQuery(api.data.list.queryOptions());
  if (query.isPending) return <LoadingState />;
  if (query.data === undefined)
    return <ErrorState error={query.error} onRetry={() => void query.refetch()} />;
  const { sets, uploads } = query.data;
  const here = sets.filter(({ place }) => place === 'here' || place === 'fetched').length + uploads.length;
  const toFetch = sets.filter(({ place }) => place === 'to-fetch').length;
  return (
    <PageFrame title={t.title} answer={t.answer(here, toFetch)}>
      <Panel>
        <WideTable label={t.title} minWidth={320}>
          <Table verticalSpacing="sm">
            <Table.Thead>
              <Table.Tr>
                <Table.Th>{t.columns.name}</Table.Th>
                <Table.Th>{t.columns.where}</Table.Th>
                <Table.Th ta="right">{t.columns.examples}</Table.Th>
                <Table.Th className={classes.wide}>{t.columns.shape}</Table.Th>
                <Table.Th ta="right" className={classes.wide}>
                  {t.columns.outputs}
                </Table.Th>
                <Table.Th />
              </Table.Tr>
            </Table.Thead>
            <Table.Tbody>
              {uploads.map(({ name, path }) => (
                <UploadRow key={path} name={name} path={path} />
              ))}
              {sets.map((set) => (
                <SetRow key={set.id} set={set} />
              ))}
            </Table.Tbody>
          </Table>
        </WideTable>
      </Panel>
      <UploadPanel taken={uploads.map(({ name }) => name)} />
    </PageFrame>
  );
}

function SetRow({ set }: { readonly set: Catalogue['sets'][number] }) {
  const { id, title, summary, place, info } = set;
  const usable = place === 'here' || place === 'fetched';
  return (
    <Table.Tr>
      <Table.Td>
        {usable ? (
          <Anchor component={Link} href={setAddress(id)} fw={560}>
            {title}
          </Anchor>
        ) : (
          <Text fw={560}>{title}</Text>
        )}
        <Text size="xs" className={classes.quiet}>
          {summary}
        </Text>
      </Table.Td>
      <Table.Td>
        <Place place={place} />
        {place === 'to-fetch' && <Code className={classes.command}>{t.fetch(shortId(id))}</Code>}
      </Table.Td>
      <Table.Td ta="right">{info?.numExamples.toLocaleString('en')}</Table.Td>
      <Table.Td className={`${classes.nowrap} ${classes.wide}`}>{info?.inputShape.join(' × ')}</Table.Td>
      <Table.Td ta="right" className={`${classes.nowrap} ${classes.wide}`}>
        {info === undefined
          ? ''
          : info.task === 'regression'
            ? t.targets(info.numOutputs)
            : String(info.numOutputs)}
      </Table.Td>
      <Table.Td ta="right">{usable && <UseButton set={shortId(id)} />}</Table.Td>
    </Table.Tr>
  );
}

function UploadRow({ name, path }: Catalogue['uploads'][number]) {
  const ref = { id: 'image-folder', path };
  return (
    <Table.Tr>
      <Table.Td>
        <Anchor component={Link} href={setAddress(ref)} fw={560}>
          {name}
        </Anchor>
        <Text size="xs" className={classes.quiet}>
          {path}
        </Text>
      </Table.Td>
      <Table.Td>
        <Place place="upload" />
      </Table.Td>
      <Table.Td />
      <Table.Td className={classes.wide} />
      <Table.Td className={classes.wide} />
      <Table.Td ta="right">
        <UseButton set={ref} />
      </Table.Td>
    </Table.Tr>
  );
}

function Place({ place }: { readonly place: keyof typeof t.places }) {
  return (
    <Badge variant="outline" color="gray" className={classes.place}>
      {t.places[place]}
    </Badge>
  );
}

/** Opens the form with this data set; the network is chosen anew, to fit it. */
export function UseButton({ set }: { readonly set: SetRef }) {
  const change = encodeURIComponent(JSON.stringify({ data: { set }, network: null }));
  return (
    <Button component={Link} href={`/new?change=${change}`} variant="default" size="xs">
      {t.use}
    </Button>
  );
}
