import { ConvlabError, type Registry } from '@convlab/core';
import {
  goldenInitializerFile,
  verifyGoldenInitializers,
} from '../golden-initializers/golden-initializers.ts';
import { goldenLayerFile, verifyGoldenLayers } from '../golden-layers/golden-layers.ts';
import { goldenLossFile, verifyGoldenLosses } from '../golden-losses/golden-losses.ts';
import { goldenOptimizerFile, verifyGoldenOptimizers } from '../golden-optimizers/golden-optimizers.ts';
import type { GoldenResult } from '../golden-result/golden-result.ts';

/**
 * Runs every case of a reference file (layers, losses, optimizers or initializers, told apart by their form) with the plugins
 * of a registry, on the current tfjs backend.
 *
 * A case that no plugin stands for is a failure that names it.
 *
 * @param file  the parsed JSON
 * @throws {ConvlabError} E_GOLDEN_FORMAT when it is none of these
 */
export async function verifyGolden(file: unknown, registry: Registry): Promise<readonly GoldenResult[]> {
  const layers = goldenLayerFile.safeParse(file);
  if (layers.success) return verifyGoldenLayers(layers.data, registry);
  const losses = goldenLossFile.safeParse(file);
  if (losses.success) return verifyGoldenLosses(losses.data, registry);
  const optimizers = goldenOptimizerFile.safeParse(file);
  if (optimizers.success) return verifyGoldenOptimizers(optimizers.data, registry);
  const initializers = goldenInitializerFile.safeParse(withoutProvenance(file));
  if (initializers.success) return verifyGoldenInitializers(initializers.data, registry);
  throw new ConvlabError({
    code: 'E_GOLDEN_FORMAT',
    message: 'The file holds no reference values of a known form',
    received: file,
    expected: 'cases of layers, losses, optimizers or initializers',
  });
}

function withoutProvenance(file: unknown): unknown {
  if (typeof file !== 'object' || file === null) return file;
  return Object.fromEntries(Object.entries(file).filter(([key]) => key !== 'provenance'));
}
