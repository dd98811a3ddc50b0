import type { Registry } from '@convlab/core';
import type { TrainedNetwork } from '@convlab/inspection';
import { exportOnnx, saveTorchWeights, writeLayersModel } from '@convlab/interop';
import { zipSync, strToU8 } from 'fflate';

/** The formats of other frameworks that weights can be taken away in. */
export const EXPORT_FORMATS = ['safetensors', 'onnx', 'layers-model'] as const;

/** One of them. */
export type ExportFormat = (typeof EXPORT_FORMATS)[number];

/**
 * A trained network as a file of another framework; a LayersModel, which is two files, as a zip of both.
 *
 * @throws {ConvlabError} where the format has no counterpart of a layer
 */
export async function exportModel(
  trained: TrainedNetwork,
  format: ExportFormat,
  registry: Registry,
): Promise<Uint8Array> {
  switch (format) {
    case 'safetensors':
      return saveTorchWeights(trained.network, trained, { naming: 'torchvision' });
    case 'onnx':
      return exportOnnx(trained.network, { ...trained, registry });
    case 'layers-model': {
      const artifacts = await writeLayersModel(trained.network, { ...trained, registry });
      const { weightData, weightSpecs, ...rest } = artifacts;
      const weightsManifest = [{ paths: ['weights.bin'], weights: weightSpecs }];
      return zipSync(
        {
          'model.json': strToU8(JSON.stringify({ ...rest, weightsManifest })),
          'weights.bin': new Uint8Array(weightData as ArrayBuffer),
        },
        // Weights hardly get smaller.
        { level: 0 },
      );
    }
  }
}
