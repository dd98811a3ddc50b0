'use client';
import type { StudyChart, StudyFinding } from '@convlab/core';
import { Table } from '@mantine/core';
import { BarChart } from '../../charts/bar-chart.tsx';
import type { BarItem } from '../../charts/bar-props.ts';
import { ChartGroup } from '../../charts/chart-group.tsx';
import { CurveChart } from '../../charts/curve-chart.tsx';
import type { CurveSeries } from '../../charts/points.ts';
import { studiesTexts } from '../../texts/studies-texts.ts';
import { Panel } from '../common/page-frame.tsx';
import { WideTable } from '../common/wide-table.tsx';
import { formatOfEffect, formatOfUnit, measureText, tickOfUnit } from './study-format.ts';
import classes from './studies.module.css';

const t = studiesTexts;
const NUM_COLOURS = 10;

/** What a study is concluded from: its effects, its table, its charts. */
export function StudyFindingSections({ finding }: { readonly finding: StudyFinding }) {
  return (
    <>
      <div className={classes.charts}>
        {finding.effects.map((effect) => (
          <EffectChart key={effect.name} effect={effect} />
        ))}
      </div>
      <MeasureTable finding={finding} />
      <div className={classes.charts}>
        {finding.charts.map((chart) => (
          <ChartGroup key={chart.title} xScale={chart.x.log === true ? 'log' : 'linear'}>
            <FindingChart chart={chart} />
          </ChartGroup>
        ))}
      </div>
    </>
  );
}

function EffectChart({ effect }: { readonly effect: StudyFinding['effects'][number] }) {
  const { name, unit, values, interval, above } = effect;
  const format = formatOfEffect(unit);
  const seeds = values.map((value, i): BarItem => ({
    key: String(i),
    label: t.seed(i + 1),
    value,
  }));
  const mean: readonly BarItem[] =
    interval === null
      ? []
      : [
          {
            key: 'mean',
            label: t.mean,
            value: interval.value,
            low: interval.low,
            high: interval.high,
            colour: 'var(--run-0)',
          },
        ];
  return (
    <BarChart
      title={t.effect}
      answer={t.effectAnswer(name)}
      name={`effect-${name}`}
      items={[...seeds, ...mean]}
      itemLabel={t.mean}
      valueLabel={t.effectValue}
      format={format}
      mark="dot"
      reference={{ value: above, label: `${t.bound}: > ${format(above)}` }}
      empty={t.empty}
    />
  );
}

function MeasureTable({ finding: { measures, rows } }: { readonly finding: StudyFinding }) {
  return (
    <Panel title={t.table} answer={t.tableAnswer}>
      <WideTable label={t.table} minWidth={160 + 150 * measures.length}>
        <Table>
          <Table.Thead>
            <Table.Tr>
              <Table.Th>{t.arm}</Table.Th>
              {measures.map(({ name }) => (
                <Table.Th key={name} ta="right">
                  {name}
                </Table.Th>
              ))}
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {rows.map(({ arm, measures: values }) => (
              <Table.Tr key={arm}>
                <Table.Th scope="row" fw={500}>
                  {arm}
                </Table.Th>
                {measures.map(({ name, unit }) => (
                  <Table.Td key={name} ta="right" className={classes.number}>
                    {measureText(values[name], unit)}
                  </Table.Td>
                ))}
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      </WideTable>
    </Panel>
  );
}

function FindingChart({ chart }: { readonly chart: StudyChart }) {
  const { title, x, y, series } = chart;
  const format = formatOfUnit(y.unit);
  const common = { title, name: title, format, formatTick: tickOfUnit(y.unit), empty: t.empty };
  if (x.ticks !== undefined) {
    const points = series[0]?.points ?? [];
    const items = points.map(({ x: i, y: value, low, high }): BarItem => ({
      key: String(i),
      label: x.ticks?.[i] ?? String(i),
      value,
      ...(low === undefined || high === undefined ? {} : { low, high }),
    }));
    return (
      <BarChart {...common} answer={t.chartAnswer} items={items} itemLabel={t.arm} valueLabel={y.label} />
    );
  }
  return (
    <CurveChart
      {...common}
      answer={t.chartAnswer}
      series={series.map(curveOf)}
      xLabel={x.label}
      whole={x.log !== true}
      log={y.log === true}
    />
  );
}

function curveOf({ name, points }: StudyChart['series'][number], i: number): CurveSeries {
  return { key: name, label: name, colour: `var(--run-${i % NUM_COLOURS})`, points };
}
