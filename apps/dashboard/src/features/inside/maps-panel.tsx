'use client';
import type { FeatureMaps } from '@convlab/inspection';
import { memo, useMemo, type ReactNode } from 'react';
import { formatRate } from '../../format/format.ts';
import { insideTexts } from '../../texts/inside-texts.ts';
import { Panel } from '../common/page-frame.tsx';
import { PixelPicture } from '../common/pixel-picture.tsx';
import type { LookProps } from './look-view.ts';
import { boundsOfMap, featurePixels, mapShape } from './map-pixels.ts';
import { Ramp, Tiles } from './tiles.tsx';
import { Computing, Failed } from './trained-states.tsx';
import { useTrained } from './use-trained.ts';
import classes from './inside.module.css';

const t = insideTexts.layers;

interface MapsPanelProps extends Pick<LookProps, 'model' | 'example'> {
  readonly node: string;
  /** Chooses another layer. */
  readonly choice: ReactNode;
}

/** What a layer makes of the image. */
export function MapsPanel({ model, example, node, choice }: MapsPanelProps) {
  const { query, progress } = useTrained('maps', {
    model,
    takes: { input: example.input, node },
    key: [example.index, node],
  });
  const maps = query.data;
  if (query.isError) return <Failed title={t.title} error={query.error} />;
  return (
    <Panel title={t.title} actions={choice} answer={maps === undefined ? t.waiting(node) : answerOf(maps)}>
      <div className={classes.tileRows}>
        {maps === undefined ? <Computing progress={progress} /> : <Maps maps={maps} />}
      </div>
    </Panel>
  );
}

function answerOf(maps: FeatureMaps): string {
  const [height, width, count] = mapShape(maps.shape);
  if (isVector(maps)) return t.vector(width, maps.node);
  return `${t.answer(count, maps.node, `${height} × ${width}`)}${t.silent(countSilent(maps, count))}`;
}

function isVector({ shape }: FeatureMaps): boolean {
  return shape.length === 1;
}

/* Maps in which nothing stands out, such as those of a dead filter. */
function countSilent(maps: FeatureMaps, count: number): number {
  return Array.from({ length: count }, (_, k) => boundsOfMap(maps, k)).filter(([low, high]) => low === high)
    .length;
}

function Maps({ maps }: { readonly maps: FeatureMaps }) {
  const legend = <Ramp palette="viridis" low={t.low} high={t.high} note={t.legend} />;
  if (isVector(maps))
    return (
      <>
        <div className={classes.vector}>
          <OneMap maps={maps} map={0} />
        </div>
        <div className={classes.legend}>{legend}</div>
      </>
    );
  return (
    <Tiles count={mapShape(maps.shape)[2]} tile={(k) => <OneMap maps={maps} map={k} />} legend={legend} />
  );
}

const OneMap = memo(function FeatureMap({ maps, map }: { readonly maps: FeatureMaps; readonly map: number }) {
  const pixels = useMemo(() => featurePixels(maps, map), [maps, map]);
  const [low, high] = useMemo(() => boundsOfMap(maps, map), [maps, map]);
  const label = t.map(map + 1, formatRate(low), formatRate(high));
  return (
    <div title={label}>
      <PixelPicture pixels={pixels} label={label} />
    </div>
  );
});
