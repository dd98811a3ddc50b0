import { ConvlabError, type NamedTensors } from '@convlab/core';
import type { CompiledNetwork } from '@convlab/network';

/** The filters of a convolution, ready to be drawn. */
export interface FilterBank {
  readonly height: number;
  readonly width: number;
  /** Input channels of each filter. */
  readonly channels: number;
  readonly numFilters: number;
  /** [filter][y, x, channel], row-major. */
  readonly filters: readonly Float32Array[];
  /** Smallest and largest weight over all filters, so that they can be drawn to one scale. */
  readonly range: readonly [min: number, max: number];
}

/**
 * The filters of a convolution, one by one.
 *
 * Of a first layer over colour images, each is a small picture; of later ones, a picture for each channel.
 *
 * @throws {ConvlabError} E_INSPECTION_NODE when the node has no kernel of rank 4
 */
export async function filtersOf(
  network: CompiledNetwork,
  weights: NamedTensors,
  node: string,
): Promise<FilterBank> {
  const kernel = weights[`${node}/kernel`];
  const known = network.nodes.some(({ name }) => name === node);
  if (kernel?.rank !== 4 || !known) {
    throw new ConvlabError({
      code: 'E_INSPECTION_NODE',
      message: `There are no filters at "${node}"`,
      received: kernel?.shape ?? null,
      expected: 'the name of a convolution',
    });
  }
  const [height = 1, width = 1, channels = 1, numFilters = 1] = kernel.shape;
  const values = await kernel.data();
  const size = height * width * channels;
  let [min, max] = [Infinity, -Infinity];
  const filters = Array.from({ length: numFilters }, (_, filter) =>
    Float32Array.from({ length: size }, (_unused, i) => values[i * numFilters + filter] ?? NaN),
  );
  for (const value of values) {
    min = Math.min(min, value);
    max = Math.max(max, value);
  }
  return { height, width, channels, numFilters, filters, range: [min, max] };
}
