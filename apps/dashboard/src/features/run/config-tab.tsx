'use client';
import { Table, Text, Title } from '@mantine/core';
import type { ReactNode } from 'react';
import { formatCount, formatMoment, MISSING } from '../../format/format.ts';
import { texts } from '../../texts/texts.ts';
import { JsonView } from '../common/json-view.tsx';
import { Annotations } from './annotations.tsx';
import { ConfigDifferenceTo } from './config-difference-to.tsx';
import type { RunData } from './run-state.ts';
import classes from './run.module.css';

const t = texts.run.config;

/** What exactly was run, to read and to run again. */
export function ConfigTab({ data }: { readonly data: RunData }) {
  const { run } = data;
  const { started } = run;
  return (
    <div className={classes.config}>
      <section className={classes.panel}>
        <Title order={2} size="h4">
          {t.title}
        </Title>
        <Text size="sm" mt={4} mb="sm" className={classes.quiet}>
          {t.answer}
        </Text>
        <JsonView value={run.spec} fileName={`${run.id}.json`} label={t.spec} />
      </section>
      <div className={classes.side}>
        <Annotations key={run.id} data={data} />
        <ConfigDifferenceTo key={`difference ${run.id}`} data={data} />
        <section className={classes.panel}>
          <Title order={2} size="h4" mb="xs">
            {t.facts}
          </Title>
          <Table variant="vertical" layout="fixed" withRowBorders>
            <Table.Tbody>
              <Row label={t.id}>{run.id}</Row>
              <Row label={t.seed}>{run.seed ?? MISSING}</Row>
              <Row label={t.created}>{moment(run.createdAt)}</Row>
              <Row label={t.started}>{moment(run.startedAt)}</Row>
              <Row label={t.finished}>{moment(run.finishedAt)}</Row>
              <Row label={t.attempts}>{t.times(run.attempt)}</Row>
              <Row label={t.steps}>{formatCount(run.stepsPerEpoch)}</Row>
              {started !== null && (
                <>
                  <Row label={t.examples}>
                    {t.exampleCounts(
                      started.numExamples.train,
                      started.numExamples.validation,
                      started.numExamples.test,
                    )}
                  </Row>
                  <Row label={t.backend}>
                    {started.backend.name}: {started.backend.reason}
                  </Row>
                </>
              )}
            </Table.Tbody>
          </Table>
        </section>
      </div>
    </div>
  );
}

function Row({ label, children }: { readonly label: string; readonly children: ReactNode }) {
  return (
    <Table.Tr>
      <Table.Th scope="row" w={130}>
        {label}
      </Table.Th>
      <Table.Td className={classes.wrap}>{children}</Table.Td>
    </Table.Tr>
  );
}

function moment(time: string | null): string {
  return time === null ? MISSING : formatMoment(new Date(time));
}
