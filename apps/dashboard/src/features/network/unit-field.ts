import type { LocalField, NodeDescription } from '@convlab/inspection';

/** Rows and columns of the image, the last ones included; they may lie in the padding around it. */
export interface PixelRange {
  readonly top: number;
  readonly bottom: number;
  readonly left: number;
  readonly right: number;
}

/** The pixels that the unit at a row and column of a feature map sees. */
export function pixelsOf({ size, stride, padding }: LocalField, row: number, column: number): PixelRange {
  const [top, left] = [row * stride[0] - padding[0], column * stride[1] - padding[1]];
  return { top, bottom: top + size[0] - 1, left, right: left + size[1] - 1 };
}

/** Share of the image that a unit in its middle sees. */
export function shareOfImage({ size }: LocalField, height: number, width: number): number {
  return (Math.min(size[0], height) * Math.min(size[1], width)) / (height * width);
}

/** Rows and columns of a layer's map; `null` when it gives no map. */
export function mapSize({ outputShape }: NodeDescription): readonly [number, number] | null {
  const [rows, columns, ...rest] = outputShape;
  return rows === undefined || columns === undefined || rest.length !== 1 ? null : [rows, columns];
}
