'use client';
import { Button, NumberInput, Select } from '@mantine/core';
import { formatShape } from '@convlab/core';
import type { FeatureMaps, FilterBank } from '@convlab/inspection';
import { memo, useMemo, useState, type ReactNode } from 'react';
import { formatRate } from '../../format/format.ts';
import { insideTexts } from '../../texts/inside-texts.ts';
import { Panel } from '../common/page-frame.tsx';
import { PixelPicture } from '../common/pixel-picture.tsx';
import type { LookProps } from './look-view.ts';
import { boundsOfMap, featurePixels, filterPixels, mapShape } from './map-pixels.ts';
import { Computing, Failed } from './trained-states.tsx';
import { useTrained } from './use-trained.ts';
import classes from './inside.module.css';

const t = insideTexts.layers;
const f = insideTexts.filters;

const FEW_MAPS = 32;

/** A layer of the network: what it makes of the image, and the filters that it does it with. */
export function LayerPanels(props: LookProps) {
  const { network, view } = props;
  const nodes = network.description.nodes.filter(({ trainingOnly }) => !trainingOnly);
  const first = nodes.find(({ kind, connections }) => kind === 'layer' && connections !== null) ?? nodes[0];
  const node = nodes.find(({ name }) => name === view.node) ?? first;
  if (node === undefined) return null;
  const choice = (
    <Select
      size="xs"
      aria-label={t.layer}
      searchable
      data={nodes.map(({ name, title, outputShape }) => ({
        value: name,
        label: `${name} · ${title} · ${formatShape(outputShape)}`,
      }))}
      value={node.name}
      onChange={(name) => props.onView({ node: name === first?.name || name === null ? '' : name })}
      allowDeselect={false}
      className={classes.layerChoice}
    />
  );
  return (
    <>
      <MapsPanel key={`maps ${node.name}`} {...props} node={node.name} choice={choice} />
      <FiltersPanel
        key={`filters ${node.name}`}
        {...props}
        node={node.name}
        isConvolution={node.connections !== null && node.numWeights > 0}
      />
    </>
  );
}

function MapsPanel({
  model,
  example,
  node,
  choice,
}: LookProps & { readonly node: string; readonly choice: ReactNode }) {
  const [all, setAll] = useState(false);
  const { query, progress } = useTrained('maps', {
    model,
    takes: { input: example.input, node },
    key: [example.index, node],
  });
  const maps = query.data;
  if (query.isError) return <Failed title={t.title} error={query.error} />;
  const [height, width, count] = mapShape(maps?.shape ?? []);
  const shown = all ? count : Math.min(count, FEW_MAPS);
  const isVector = maps?.shape.length === 1;
  return (
    <Panel
      title={t.title}
      answer={
        maps &&
        (isVector
          ? t.vector(width, node)
          : t.answer(shown, count, node, `${height} × ${width}`) + t.silent(silentMaps(maps)))
      }
      actions={choice}
    >
      {maps === undefined || maps === null ? (
        <Computing progress={progress} />
      ) : (
        <>
          <ul className={isVector ? classes.vector : classes.tiles}>
            {Array.from({ length: shown }, (_, k) => (
              <li key={k}>
                <FeatureMap maps={maps} map={k} />
              </li>
            ))}
          </ul>
          <div className={classes.legend}>
            <span>{t.low}</span>
            <span className={classes.ramp} data-palette="viridis" aria-hidden />
            <span>{t.high}</span>
            <span>{t.legend}</span>
            {shown < count && (
              <Button size="compact-sm" variant="default" onClick={() => setAll(true)}>
                {t.more(count)}
              </Button>
            )}
          </div>
        </>
      )}
    </Panel>
  );
}

/* Maps in which nothing stands out, such as those of a dead filter. */
function silentMaps(maps: FeatureMaps): number {
  const [, , count] = mapShape(maps.shape);
  return Array.from({ length: count }, (_, k) => boundsOfMap(maps, k)).filter(([low, high]) => low === high)
    .length;
}

const FeatureMap = memo(function FeatureMap({
  maps,
  map,
}: {
  readonly maps: FeatureMaps;
  readonly map: number;
}) {
  const pixels = useMemo(() => featurePixels(maps, map), [maps, map]);
  const [low, high] = useMemo(() => boundsOfMap(maps, map), [maps, map]);
  const label = `${t.map(map + 1)}: ${formatRate(low)} – ${formatRate(high)}`;
  return (
    <div title={label}>
      <PixelPicture pixels={pixels} label={label} />
    </div>
  );
});

function FiltersPanel({
  model,
  node,
  isConvolution,
}: LookProps & { readonly node: string; readonly isConvolution: boolean }) {
  const [channel, setChannel] = useState(0);
  const [all, setAll] = useState(false);
  const { query, progress } = useTrained(
    'filters',
    isConvolution ? { model, takes: { node }, key: [node] } : null,
  );
  const bank = query.data;
  if (!isConvolution)
    return (
      <Panel title={f.title} answer={f.none(node)}>
        {null}
      </Panel>
    );
  if (query.isError) return <Failed title={f.title} error={query.error} />;
  if (bank === undefined)
    return (
      <Panel title={f.title}>
        <Computing progress={progress} />
      </Panel>
    );
  const { numFilters, height, width, channels, range } = bank;
  const shown = all ? numFilters : Math.min(numFilters, FEW_MAPS);
  const most = formatRate(Math.max(Math.abs(range[0]), Math.abs(range[1])));
  return (
    <Panel
      title={f.title}
      answer={f.answer(numFilters, `${height} × ${width}`, node, channels)}
      actions={
        channels > 1 &&
        channels !== 3 && (
          <NumberInput
            size="xs"
            w={160}
            aria-label={f.channel}
            prefix={`${f.channel} `}
            min={1}
            max={channels}
            allowDecimal={false}
            value={channel + 1}
            onChange={(value) => setChannel(Math.min(Math.max(Number(value) || 1, 1), channels) - 1)}
          />
        )
      }
    >
      <ul className={classes.tiles}>
        {Array.from({ length: shown }, (_, k) => (
          <li key={k}>
            <Filter bank={bank} filter={k} channel={channel} />
          </li>
        ))}
      </ul>
      <div className={classes.legend}>
        {channels === 3 ? (
          <span>{f.colours}</span>
        ) : (
          <>
            <span>−{most}</span>
            <span className={classes.ramp} data-palette="filters" aria-hidden />
            <span>{most}</span>
            <span>{f.scale(most)}</span>
          </>
        )}
        {shown < numFilters && (
          <Button size="compact-sm" variant="default" onClick={() => setAll(true)}>
            {t.more(numFilters)}
          </Button>
        )}
      </div>
    </Panel>
  );
}

const Filter = memo(function Filter({
  bank,
  filter,
  channel,
}: {
  readonly bank: FilterBank;
  readonly filter: number;
  readonly channel: number;
}) {
  const pixels = useMemo(() => filterPixels(bank, filter, channel), [bank, filter, channel]);
  return (
    <div title={f.filter(filter + 1)}>
      <PixelPicture pixels={pixels} label={f.filter(filter + 1)} />
    </div>
  );
});
