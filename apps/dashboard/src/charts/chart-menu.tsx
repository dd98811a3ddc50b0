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
import { useState, type RefObject } from 'react';
import { downloadFile } from '../client/download.ts';
import { chartTexts } from '../texts/chart-texts.ts';
import type { ChartCardProps } from './chart-props.ts';
import { useChartSource, type ChartSource } from './chart-source.ts';
import { toCsv } from './export/csv.ts';
import { toJson } from './export/json.ts';
import { toMarkdown } from './export/markdown.ts';

interface ChartMenuProps extends Omit<ChartCardProps, 'children'> {
  readonly plot: RefObject<HTMLDivElement | null>;
  /** Whether the drawing is there to make a picture of. */
  readonly canDraw: boolean;
  readonly onFullscreen: () => void;
}

/** What can be done with a chart: files, text, the whole screen. */
export function ChartMenu(props: ChartMenuProps) {
  const { plot, canDraw, extras = [], name, onFullscreen } = props;
  const [said, setSaid] = useState<string | null>(null);
  const source = useChartSource();
  const tell = (work: () => Promise<string | null>) =>
    void work().then(setSaid, () => setSaid(chartTexts.exportFailed));
  const picture = async (kind: 'svg' | 'png') => {
    if (plot.current === null) return null;
    // Only those who export need it.
    const { toPng, toSvg } = await import('./export/image.ts');
    const svg = toSvg(plot.current, { ...props, legend: props.legend ?? [] });
    if (kind === 'svg') downloadFile(`${name}.svg`, svg, 'image/svg+xml');
    else downloadFile(`${name}.png`, await toPng(svg), 'image/png');
    return null;
  };
  const csv = async () => {
    downloadFile(`${name}.csv`, toCsv(await (props.loadTable?.() ?? props.table)), 'text/csv');
    return null;
  };
  return (
    <Menu position="bottom-end" width={220} onOpen={() => setSaid(null)}>
      <Menu.Target>
        <ActionIcon variant="subtle" color="gray" size="md" aria-label={chartTexts.more}>
          <IconDots size={16} />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
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
        <Menu.Item leftSection={<IconJson size={16} />} onClick={() => tell(() => saveJson(props, source))}>
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
          onClick={() => tell(() => copyMarkdown(props))}
        >
          {said ?? chartTexts.markdown}
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}

async function saveJson(props: ChartMenuProps, source: ChartSource): Promise<null> {
  const { title, answer, name } = props;
  const [table, runs] = await Promise.all([props.loadTable?.() ?? props.table, source()]);
  const text = toJson({ title, answer, link: linkTo(name), runs, table });
  downloadFile(`${name}.json`, text, 'application/json');
  return null;
}

async function copyMarkdown({ title, answer, table, name }: ChartMenuProps): Promise<string> {
  await navigator.clipboard.writeText(toMarkdown({ title, answer, table, link: linkTo(name) }));
  return chartTexts.copied;
}

function linkTo(name: string): string {
  return `${location.href.split('#')[0] ?? ''}#chart-${name}`;
}

/** Changes between the drawing and its numbers. */
export function TableSwitch({
  view,
  onView,
}: {
  readonly view: 'plot' | 'table';
  readonly onView: (view: 'plot' | 'table') => void;
}) {
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
}
