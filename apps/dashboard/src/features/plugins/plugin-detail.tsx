'use client';
import { Anchor, Badge, Code, Group, Stack, Table, Text, Title } from '@mantine/core';
import Link from 'next/link';
import type { ReactNode } from 'react';
import type { ApiOutputs } from '../../client/api.ts';
import { shortId } from '../../form/refs.ts';
import { MISSING } from '../../format/format.ts';
import { pluginsTexts } from '../../texts/plugins-texts.ts';
import { Panel } from '../common/page-frame.tsx';
import { AxesPicture } from './axes-picture.tsx';
import { schemaFields } from './schema-fields.ts';
import network from '../network/network.module.css';
import classes from './plugins.module.css';

const t = pluginsTexts;

/** A plugin as the catalogue has it. */
export type Manifest = ApiOutputs['plugins']['catalogue']['manifests'][number];

/** What is known of it besides. */
export type PluginFacts = ApiOutputs['pluginFacts']['all'][number];

/** Everything about one plugin. */
export function PluginDetail({
  plugin,
  facts,
}: {
  readonly plugin: Manifest;
  readonly facts: PluginFacts | undefined;
}) {
  const averages = facts?.averages ?? null;
  return (
    <Panel title={plugin.title} answer={plugin.summary}>
      <Stack gap="md">
        {plugin.formula !== undefined && (
          <Part title={t.formula}>
            <Code block className={classes.formula}>
              {plugin.formula}
            </Code>
          </Part>
        )}
        {averages !== null && (
          <Part title={t.axes.title}>
            <AxesPicture averages={averages} />
          </Part>
        )}
        <Facts plugin={plugin} source={facts?.source} />
        <Part title={t.configuration}>
          <Fields plugin={plugin} />
        </Part>
        {plugin.references.length > 0 && (
          <Part title={t.references}>
            <ul className={classes.references}>
              {plugin.references.map((reference) => (
                <li key={reference}>{reference}</li>
              ))}
            </ul>
          </Part>
        )}
        {plugin.kind === 'architecture' && (
          <Anchor component={Link} href={`/architectures?a=${shortId(plugin.id)}`} size="sm">
            {t.build}
          </Anchor>
        )}
      </Stack>
    </Panel>
  );
}

function Part({ title, children }: { readonly title: string; readonly children: ReactNode }) {
  return (
    <section>
      <Title order={3} size="h6" mb={6}>
        {title}
      </Title>
      {children}
    </section>
  );
}

function Facts({
  plugin,
  source,
}: {
  readonly plugin: Manifest;
  readonly source: string | null | undefined;
}) {
  const namespace = plugin.id.split('/')[0] ?? '';
  return (
    <Table variant="vertical" layout="fixed" withRowBorders={false} className={classes.facts}>
      <Table.Tbody>
        <Table.Tr>
          <Table.Th w={130}>{t.id}</Table.Th>
          <Table.Td>
            <Code>{shortId(plugin.id)}</Code>
          </Table.Td>
        </Table.Tr>
        <Table.Tr>
          <Table.Th>{t.source}</Table.Th>
          <Table.Td>{source === undefined ? MISSING : (source ?? t.foreign(namespace))}</Table.Td>
        </Table.Tr>
        <Table.Tr>
          <Table.Th>{t.version}</Table.Th>
          <Table.Td>{plugin.version}</Table.Td>
        </Table.Tr>
        {plugin.traits.length > 0 && (
          <Table.Tr>
            <Table.Th>{t.traits}</Table.Th>
            <Table.Td>
              {plugin.traits.map((trait) => (
                <Group key={trait} gap={6}>
                  <Badge variant="default" tt="none" fw={500}>
                    {trait}
                  </Badge>
                  <Text size="xs" className={classes.quiet}>
                    {t.traitMeaning[trait]}
                  </Text>
                </Group>
              ))}
            </Table.Td>
          </Table.Tr>
        )}
      </Table.Tbody>
    </Table>
  );
}

function Fields({ plugin }: { readonly plugin: Manifest }) {
  const fields = schemaFields(plugin.schema);
  if (fields.length === 0) return <Text size="sm">{t.noFields}</Text>;
  return (
    <div className={network.scroll} tabIndex={0} role="region" aria-label={t.configuration}>
      <Table className={classes.fields}>
        <Table.Thead>
          <Table.Tr>
            <Table.Th>{t.field}</Table.Th>
            <Table.Th>{t.type}</Table.Th>
            <Table.Th>{t.fallback}</Table.Th>
            <Table.Th>{t.meaning}</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {fields.map(({ name, type, fallback, required, description }) => (
            <Table.Tr key={name}>
              <Table.Th scope="row">
                <Code>{name}</Code>
              </Table.Th>
              <Table.Td>{type}</Table.Td>
              <Table.Td>{required ? t.required : (fallback ?? MISSING)}</Table.Td>
              <Table.Td>{description}</Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </div>
  );
}
