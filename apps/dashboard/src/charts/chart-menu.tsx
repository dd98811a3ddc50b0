'use client';
import { ActionIcon, Menu, Tooltip as Hint } from '@mantine/core';
import {
  IconChartLine,
  IconDots,
  IconFileTypeCsv,
  IconFileTypePng,
  IconFileTypeSvg,
  IconJson,
  IconMarkdown,
  IconMaximize,
  IconTable,
} from '@tabler/icons-react';
import { memo, useState, type RefObject } from 'react';
import { downloadFile } from '../client/download.ts';
import { chartTexts } from '../texts/chart-texts.ts';
import type { ChartCardProps } from './chart-props.ts';
import { useChartSource, type ChartSource } from './chart-source.ts';
import { toCsv } from './export/csv.ts';
import { toJson } from './export/json.ts';
import { toMarkdown } from './export/markdown.ts';

/** A chart as it is when its menu is opened. */
export type ChartFacts = Omit<ChartCardProps, 'children'>;

interface ChartMenuProps {
  /** The chart as it is now: the menu is not drawn anew with each of its values. */
  readonly latest: RefObject<ChartFacts>;
  readonly plot: RefObject<HTMLDivElement | null>;
  /** Whether the drawing is there to make a picture of. */
  readonly canDraw: boolean;
  readonly onFullscreen: () => void;
}

/** What can be done with a chart: files, text, the whole screen. */
export const ChartMenu = memo(function More({ latest, plot, canDraw, onFullscreen }: ChartMenuProps) {
  const [chart, setChart] = useState<ChartFacts | null>(null);
  return (
    <Menu position="bottom-end" width={220} onOpen={() => setChart(latest.current)}>
      <Menu.Target>
        <ActionIcon variant="subtle" color="gray" size="md" aria-label={chartTexts.more}>
          <IconDots size={16} />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        {chart !== null && (
          <Entries chart={chart} plot={plot} canDraw={canDraw} onFullscreen={onFullscreen} />
        )}
      </Menu.Dropdown>
    </Menu>
  );
});

interface EntriesProps extends Omit<ChartMenuProps, 'latest'> {
  readonly chart: ChartFacts;
}

function Entries({ chart, plot, canDraw, onFullscreen }: EntriesProps) {
  const { extras = [], name } = chart;
  const [said, setSaid] = useState<string | null>(null);
  const source = useChartSource();
  const tell = (work: () => Promise<string | null>) =>
    void work().then(setSaid, () => setSaid(chartTexts.exportFailed));
  const picture = async (kind: 'svg' | 'png') => {
    if (plot.current === null) return null;
    // Only those who export need it.
    const { toPng, toSvg } = await import('./export/image.ts');
    const svg = toSvg(plot.current, { ...chart, legend: chart.legend ?? [] });
    if (kind === 'svg') downloadFile(`${name}.svg`, svg, 'image/svg+xml');
    else downloadFile(`${name}.png`, await toPng(svg), 'image/png');
    return null;
  };
  const csv = async () => {
    downloadFile(`${name}.csv`, toCsv(await (chart.loadTable?.() ?? chart.table)), 'text/csv');
    return null;
  };
  return (
    <>
      {extras.map(({ label, icon, onClick }) => (
        <Menu.Item key={label} leftSection={icon} onClick={onClick}>
          {label}
        </Menu.Item>
      ))}
      <Menu.Item leftSection={<IconMaximize size={16} />} onClick={onFullscreen}>
        {chartTexts.fullscreen}
      </Menu.Item>
      <Menu.Divider />
      <Menu.Item leftSection={<IconFileTypeCsv size={16} />} onClick={() => tell(csv)}>
        {chartTexts.csv}
      </Menu.Item>
      <Menu.Item leftSection={<IconJson size={16} />} onClick={() => tell(() => saveJson(chart, source))}>
        {chartTexts.json}
      </Menu.Item>
      <Menu.Item
        leftSection={<IconFileTypePng size={16} />}
        disabled={!canDraw}
        onClick={() => tell(() => picture('png'))}
      >
        {chartTexts.png}
      </Menu.Item>
      <Menu.Item
        leftSection={<IconFileTypeSvg size={16} />}
        disabled={!canDraw}
        onClick={() => tell(() => picture('svg'))}
      >
        {chartTexts.svg}
      </Menu.Item>
      <Menu.Item
        leftSection={<IconMarkdown size={16} />}
        closeMenuOnClick={false}
        onClick={() => tell(() => copyMarkdown(chart))}
      >
        {said ?? chartTexts.markdown}
      </Menu.Item>
    </>
  );
}

async function saveJson(chart: ChartFacts, source: ChartSource): Promise<null> {
  const { title, answer, name } = chart;
  const [table, runs] = await Promise.all([chart.loadTable?.() ?? chart.table, source()]);
  const text = toJson({ title, answer, link: linkTo(name), runs, table });
  downloadFile(`${name}.json`, text, 'application/json');
  return null;
}

async function copyMarkdown({ title, answer, table, name }: ChartFacts): Promise<string> {
  await navigator.clipboard.writeText(toMarkdown({ title, answer, table, link: linkTo(name) }));
  return chartTexts.copied;
}

function linkTo(name: string): string {
  return `${location.href.split('#')[0] ?? ''}#chart-${name}`;
}

interface TableSwitchProps {
  readonly view: 'plot' | 'table';
  readonly onView: (view: 'plot' | 'table') => void;
}

/** Changes between the drawing and its numbers. */
export const TableSwitch = memo(function Switch({ view, onView }: TableSwitchProps) {
  const label = view === 'plot' ? chartTexts.showTable : chartTexts.showPlot;
  return (
    <Hint label={label}>
      <ActionIcon
        variant="subtle"
        color="gray"
        size="md"
        aria-label={label}
        onClick={() => onView(view === 'plot' ? 'table' : 'plot')}
      >
        {view === 'plot' ? <IconTable size={16} /> : <IconChartLine size={16} />}
      </ActionIcon>
    </Hint>
  );
});
