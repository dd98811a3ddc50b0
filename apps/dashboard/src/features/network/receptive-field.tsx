'use client';
import { FileButton, Button, Group, Text } from '@mantine/core';
import { IconPhoto } from '@tabler/icons-react';
import type { LocalField, NodeDescription } from '@convlab/inspection';
import { useEffect, useState, type KeyboardEvent, type PointerEvent } from 'react';
import { formatShare } from '../../format/format.ts';
import { networkTexts } from '../../texts/network-texts.ts';
import { Panel } from '../common/page-frame.tsx';
import { mapSize, pixelsOf, shareOfImage } from './unit-field.ts';
import { useExampleImage } from './use-example-image.ts';
import classes from './network.module.css';

const t = networkTexts.field;

/** What the drawing of a receptive field needs. */
export interface ReceptiveFieldProps {
  readonly node: NodeDescription | undefined;
  /** Height and width of the image. */
  readonly image: readonly [number, number];
}

/** A feature map beside the image: pointing at a unit shows which pixels it sees. */
export function ReceptiveFieldView({ node, image }: ReceptiveFieldProps) {
  if (node === undefined) return null;
  const size = mapSize(node);
  const { local, global } = node.receptiveField;
  if (local === null || size === null)
    return (
      <Panel title={t.title} answer={t.whole(node.name)}>
        {null}
      </Panel>
    );
  const answer = t.answer(
    node.name,
    local.size[0],
    local.size[1],
    formatShare(shareOfImage(local, ...image), 0),
    local.stride[0] === local.stride[1] ? String(local.stride[0]) : local.stride.join(' × '),
  );
  return (
    <Panel title={t.title} answer={global ? `${answer} ${t.gate}` : answer}>
      <UnitField key={`${node.name} ${size.join()}`} local={local} map={size} image={image} />
    </Panel>
  );
}

const MOVES: Readonly<Record<string, readonly [number, number]>> = {
  ArrowUp: [-1, 0],
  ArrowDown: [1, 0],
  ArrowLeft: [0, -1],
  ArrowRight: [0, 1],
};

interface UnitFieldProps {
  readonly local: LocalField;
  readonly map: readonly [number, number];
  readonly image: readonly [number, number];
}

function UnitField({ local, map, image }: UnitFieldProps) {
  const [rows, columns] = map;
  const [unit, setUnit] = useState<readonly [number, number]>([rows >> 1, columns >> 1]);
  const pixels = pixelsOf(local, ...unit);
  const outside = pixels.top < 0 || pixels.left < 0 || pixels.bottom >= image[0] || pixels.right >= image[1];
  const move = (row: number, column: number) =>
    setUnit([Math.min(Math.max(row, 0), rows - 1), Math.min(Math.max(column, 0), columns - 1)]);
  const onPointer = (event: PointerEvent) => {
    const box = event.currentTarget.getBoundingClientRect();
    move(
      Math.floor(((event.clientY - box.top) / box.height) * rows),
      Math.floor(((event.clientX - box.left) / box.width) * columns),
    );
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const step = MOVES[event.key];
    if (step === undefined) return;
    event.preventDefault();
    move(unit[0] + step[0], unit[1] + step[1]);
  };
  return (
    <>
      <div className={classes.fields}>
        <div>
          <svg
            className={classes.drawing}
            viewBox={`0 0 ${columns} ${rows}`}
            role="slider"
            tabIndex={0}
            aria-label={t.map(rows, columns)}
            aria-valuemin={0}
            aria-valuemax={rows * columns - 1}
            aria-valuenow={unit[0] * columns + unit[1]}
            aria-valuetext={`${unit[0]}, ${unit[1]}`}
            onPointerMove={onPointer}
            onPointerDown={onPointer}
            onKeyDown={onKeyDown}
            style={{ cursor: 'crosshair' }}
          >
            <Grid rows={rows} columns={columns} />
            <rect x={unit[1]} y={unit[0]} width={1} height={1} fill="var(--run-1)" />
          </svg>
          <Text size="xs" mt={4} className={classes.readOut}>
            {t.map(rows, columns)}. {t.hint}
          </Text>
        </div>
        <ImageWithField pixels={pixels} image={image} />
      </div>
      <Text component="p" className={classes.readOut} aria-live="polite">
        {t.unit(unit[0], unit[1], pixels.top, pixels.bottom, pixels.left, pixels.right)}
        {outside && `, ${t.padded}`}
      </Text>
    </>
  );
}

function Grid({ rows, columns }: { readonly rows: number; readonly columns: number }) {
  if (rows > 64 || columns > 64) return null;
  const lines = [
    ...Array.from({ length: rows - 1 }, (_, i) => `M0 ${i + 1}H${columns}`),
    ...Array.from({ length: columns - 1 }, (_, i) => `M${i + 1} 0V${rows}`),
  ];
  return (
    <path
      d={lines.join('')}
      stroke="var(--chart-axis)"
      strokeWidth={0.02 * Math.max(1, rows / 14)}
      opacity={0.5}
    />
  );
}

function ImageWithField({
  pixels,
  image: [height, width],
}: {
  readonly pixels: ReturnType<typeof pixelsOf>;
  readonly image: readonly [number, number];
}) {
  const example = useExampleImage();
  const [own, setOwn] = useState<string | null>(null);
  useEffect(() => () => (own === null ? undefined : URL.revokeObjectURL(own)), [own]);
  const source = own ?? example.url;
  const { top, bottom, left, right } = pixels;
  return (
    <div>
      <svg className={classes.drawing} viewBox={`0 0 ${width} ${height}`} role="img" aria-label={t.image}>
        {source !== null && (
          <image
            href={source}
            width={width}
            height={height}
            preserveAspectRatio="xMidYMid slice"
            style={own === null ? { imageRendering: 'pixelated' } : undefined}
          />
        )}
        <path
          fillRule="evenodd"
          d={`M0 0H${width}V${height}H0ZM${left} ${top}H${right + 1}V${bottom + 1}H${left}Z`}
          fill="rgba(0, 0, 0, 0.55)"
        />
        <rect
          x={left}
          y={top}
          width={right - left + 1}
          height={bottom - top + 1}
          fill="none"
          stroke="#ff9a62"
          strokeWidth={Math.max(width, height) / 90}
        />
      </svg>
      <Group gap="xs" mt={4} justify="space-between">
        <Text size="xs" className={classes.quiet}>
          {example.failed && own === null ? t.noImage : own === null ? t.example(example.name) : t.image}
        </Text>
        <FileButton
          accept="image/*"
          onChange={(file) => setOwn(file === null ? null : URL.createObjectURL(file))}
        >
          {(props) => (
            <Button
              {...props}
              size="compact-xs"
              variant="default"
              leftSection={<IconPhoto size={13} aria-hidden />}
            >
              {t.own}
            </Button>
          )}
        </FileButton>
      </Group>
    </div>
  );
}
