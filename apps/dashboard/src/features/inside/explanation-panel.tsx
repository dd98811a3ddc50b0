'use client';
import { Progress, Select, Text } from '@mantine/core';
import type { PixelMap } from '@convlab/inspection';
import { useMemo, type ReactNode } from 'react';
import { formatRate, formatShare } from '../../format/format.ts';
import { insideTexts } from '../../texts/inside-texts.ts';
import { ExamplePicture } from '../common/example-picture.tsx';
import { isPicture, type PictureShape } from '../common/example-values.ts';
import { Panel } from '../common/page-frame.tsx';
import { PixelPicture } from '../common/pixel-picture.tsx';
import type { LookedExample, LookProps, RunNetwork } from './look-view.ts';
import { overlayPixels, sizeOf } from './map-pixels.ts';
import { Ramp } from './tiles.tsx';
import { Computing, Failed } from './trained-states.tsx';
import { useTrained } from './use-trained.ts';
import classes from './inside.module.css';

const t = insideTexts.look;

const TOP_CLASSES = 5;

/** What the network says of an image, and the maps that say why. */
export function ExplanationPanel({ model, network, example, view, onView }: LookProps) {
  const { index, input } = example;
  const prediction = useTrained('predict', {
    model,
    takes: { input, loss: network.loss },
    key: [index],
  });
  const said = prediction.query.data;
  const predicted = said === undefined ? undefined : said.indexOf(Math.max(...said));
  const output = view.explain >= 0 && view.explain < (said?.length ?? 0) ? view.explain : predicted;
  const asked = output === undefined ? null : { model, takes: { input, output }, key: [index, output] };
  const maps = useTrained('explain', asked);
  const occlusion = useTrained('occlude', asked);
  const failed = [prediction, maps, occlusion].find(({ query }) => query.isError);
  if (failed !== undefined) return <Failed title={t.title} error={failed.query.error} />;
  const name = output === undefined ? '' : nameOf(network, output);
  return (
    <Panel title={t.title} answer={said === undefined ? t.predicting : answerOf(network, example, said)}>
      <div className={classes.explanation}>
        {said === undefined || output === undefined ? (
          <Computing progress={prediction.progress} />
        ) : (
          <>
            <div className={classes.said}>
              <Classes
                network={network}
                said={said}
                explained={output}
                onExplain={(k) => onView({ explain: k })}
              />
              <Select
                size="xs"
                label={t.classes}
                data={Array.from(said, (_, k) => ({ value: String(k), label: nameOf(network, k) }))}
                value={String(output)}
                onChange={(value) =>
                  onView({ explain: value === null || Number(value) === predicted ? -1 : Number(value) })
                }
                allowDeselect={false}
                searchable={said.length > 12}
                w={220}
              />
            </div>
            <Text size="sm" mb="xs">
              {t.explains(name)}
            </Text>
            <Maps example={example} name={name} maps={maps} occlusion={occlusion} />
          </>
        )}
      </div>
    </Panel>
  );
}

function nameOf({ outputNames }: RunNetwork, output: number): string {
  return outputNames[output] ?? t.output(output);
}

function answerOf(network: RunNetwork, { target }: LookedExample, said: Float32Array): string {
  const [truth = 0] = target;
  if (network.task !== 'classification')
    return t.value([...said].map(formatRate).join(', '), target.map(formatRate).join(', '));
  const predicted = said.indexOf(Math.max(...said));
  const probability = said[predicted] ?? 0;
  return predicted === truth
    ? t.right(nameOf(network, predicted), probability)
    : t.wrong(nameOf(network, predicted), probability, nameOf(network, truth), said[truth] ?? 0);
}

interface ClassesProps {
  readonly network: RunNetwork;
  readonly said: Float32Array;
  readonly explained: number;
  readonly onExplain: (output: number) => void;
}

/* The most probable classes; a click explains another one. */
function Classes({ network, said, explained, onExplain }: ClassesProps) {
  const top = useMemo(
    () =>
      Array.from(said, (value, k) => ({ value, k }))
        .toSorted((a, b) => b.value - a.value)
        .slice(0, TOP_CLASSES),
    [said],
  );
  if (network.task === 'regression') return null;
  return (
    <ul className={classes.classes} aria-label={t.probability}>
      {top.map(({ value, k }) => (
        <li key={k}>
          <button
            type="button"
            className={classes.class}
            aria-pressed={k === explained}
            onClick={() => onExplain(k)}
          >
            <span className={classes.className}>{nameOf(network, k)}</span>
            <span className={classes.bar} aria-hidden>
              <i style={{ width: `${100 * value}%` }} />
            </span>
            <span className={classes.share}>{formatShare(value, 1)}</span>
          </button>
        </li>
      ))}
    </ul>
  );
}

interface MapsProps {
  readonly example: LookedExample;
  readonly name: string;
  readonly maps: ReturnType<typeof useTrained<'explain'>>;
  readonly occlusion: ReturnType<typeof useTrained<'occlude'>>;
}

function Maps({ example, name, maps, occlusion }: MapsProps) {
  const { values, shape, range } = example;
  if (!isPicture(shape)) return null;
  const image = <ExamplePicture values={values} shape={shape} range={range} className={classes.pixels} />;
  const { gradCam, saliency } = maps.query.data ?? {};
  return (
    <>
      <div className={classes.maps}>
        <figure className={classes.figure}>
          <div className={classes.stage} style={aspectOf(shape)}>
            <ExamplePicture
              values={values}
              shape={shape}
              range={range}
              className={classes.pixels}
              label={t.image}
            />
          </div>
          <figcaption>
            <b>{t.image}</b> {t.imageHint(example.index)}
          </figcaption>
        </figure>
        <MapFigure
          title={t.gradCam}
          hint={gradCam === null ? t.noMaps : t.gradCamHint}
          name={name}
          image={image}
          shape={shape}
          map={gradCam}
          smooth
        >
          <Computing progress={maps.progress} />
        </MapFigure>
        <MapFigure
          title={t.occlusion}
          hint={occlusion.query.data === undefined ? '' : t.occlusionHint(largest(occlusion.query.data))}
          name={name}
          image={image}
          shape={shape}
          map={occlusion.query.data}
        >
          <Covering share={occlusion.progress?.phase === 'computing' ? occlusion.progress.share : 0} />
        </MapFigure>
        <MapFigure
          title={t.saliency}
          hint={saliency === undefined ? '' : t.saliencyHint(largest(saliency))}
          name={name}
          image={image}
          shape={shape}
          map={saliency}
        >
          <Computing progress={maps.progress} />
        </MapFigure>
      </div>
      <div className={classes.legend}>
        <Ramp palette="diverging" low={t.against} high={t.for} note={t.scale} />
      </div>
    </>
  );
}

function largest({ values }: PixelMap): string {
  return formatRate(sizeOf(values));
}

function aspectOf([height, width]: PictureShape) {
  return { aspectRatio: `${width} / ${height}` };
}

interface MapFigureProps {
  readonly title: string;
  readonly hint: string;
  /** What is explained. */
  readonly name: string;
  readonly image: ReactNode;
  readonly shape: PictureShape;
  /** `undefined` while it is computed, `null` where there is none. */
  readonly map: PixelMap | null | undefined;
  /** Whether it is coarse, so that its squares mean little. */
  readonly smooth?: boolean;
  /** Stands in its place meanwhile. */
  readonly children: ReactNode;
}

/* A map over the image, which is grey and pale below it. */
function MapFigure({ title, hint, name, image, shape, map, smooth = false, children }: MapFigureProps) {
  const pixels = useMemo(() => (map === undefined || map === null ? null : overlayPixels(map)), [map]);
  return (
    <figure className={classes.figure}>
      <div
        className={classes.stage}
        style={aspectOf(shape)}
        {...(pixels === null ? {} : { role: 'img', 'aria-label': t.mapLabel(title, name) })}
      >
        <div className={classes.pale}>{image}</div>
        {pixels !== null && (
          <PixelPicture pixels={pixels} className={smooth ? classes.smooth : classes.pixels} />
        )}
        {map === undefined && <div className={classes.waiting}>{children}</div>}
      </div>
      <figcaption>
        <b>{title}</b> {hint}
      </figcaption>
    </figure>
  );
}

function Covering({ share }: { readonly share: number }) {
  return (
    <>
      <Text size="xs">{t.occluding(share)}</Text>
      <Progress value={100 * share} aria-label={t.occluding(share)} />
    </>
  );
}
