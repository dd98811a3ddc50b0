import { writeFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import type { Registry } from '@convlab/core';
import type { TrainedNetwork } from '@convlab/inspection';
import { exportOnnx, saveTorchWeights, torchNamings, writeLayersModel } from '@convlab/interop';
import { loadRegistry, selectBackend } from '@convlab/workbench';
import { Command } from 'commander';
import { withPlace, type PlaceOptions } from '../access/open-access.ts';
import { writeLayersModelFiles } from '../models/layers-model-files.ts';
import { readModel } from '../models/read-model.ts';
import { parseChoice } from '../options/parse-options.ts';
import { createPhases } from '../output/phases.ts';

const FORMATS = ['safetensors', 'onnx', 'layers-model'] as const;
type Format = (typeof FORMATS)[number];

interface ExportOptions extends PlaceOptions {
  readonly format: string;
  readonly output?: string;
  readonly names: string;
  readonly json?: true;
}

/** What `convlab export --json` prints. */
export interface ExportOutput {
  readonly format: Format;
  /** Absolute path of the file, or of the folder of a LayersModel. */
  readonly output: string;
  readonly numWeights: number;
  readonly numStatistics: number;
}

/** `convlab export MODEL`: writes trained weights in a format of another framework. */
export function exportCommand(): Command {
  return withPlace(new Command('export'))
    .description('Write trained weights for PyTorch, ONNX or TensorFlow.js.')
    .argument('<model>', 'a model file of a training or of convlab import, or the id of a run')
    .option('--format <format>', `${FORMATS.join(', ')}`, 'safetensors')
    .option('--output <path>', 'where to write; beside you under the model’s name when left out')
    .option('--names <naming>', `names in safetensors: ${torchNamings.join(', ')}`, 'torchvision')
    .option('--json', 'print JSON')
    .addHelpText(
      'after',
      '\nsafetensors holds a PyTorch state dict; onnx an opset-17 model that takes images as [N, C, H, W]; layers-model is a\nfolder for tf.loadLayersModel. Inputs are those of the network: scale them as the run scaled its data.',
    )
    .action(async (model: string, options: ExportOptions) => {
      const output = await exportModel(model, options);
      process.stdout.write(
        options.json === true
          ? `${JSON.stringify(output, null, 2)}\n`
          : `Wrote ${output.numWeights.toLocaleString('en')} weights as ${output.format} to ${output.output}\n`,
      );
    });
}

async function exportModel(name: string, options: ExportOptions): Promise<ExportOutput> {
  const format = parseChoice('--format', options.format, FORMATS);
  const naming = parseChoice('--names', options.names, torchNamings);
  const { registry } = await loadRegistry(process.cwd());
  await selectBackend();
  const model = await readModel(name, options, registry);
  const { numWeights, numStatistics } = model.network;
  const byteLength = 4 * (numWeights + numStatistics);
  const output = resolve(options.output ?? defaultOutput(name, format));
  const phases = createPhases(process.stderr);
  phases.show(`Converting ${name} to ${format}`, byteLength);
  if (format === 'layers-model') {
    const artifacts = await writeLayersModel(model.network, { ...model, registry });
    phases.show(`Writing ${output}`, byteLength);
    await writeLayersModelFiles(output, artifacts);
  } else {
    const bytes = await encode(model, format, naming, registry);
    phases.show(`Writing ${output}`, bytes.byteLength);
    await writeFile(output, bytes);
  }
  phases.end();
  return { format, output, numWeights, numStatistics };
}

function encode(
  model: TrainedNetwork,
  format: Exclude<Format, 'layers-model'>,
  naming: (typeof torchNamings)[number],
  registry: Registry,
): Promise<Uint8Array> {
  return format === 'onnx'
    ? exportOnnx(model.network, { ...model, registry })
    : saveTorchWeights(model.network, model, { naming });
}

/* Never the model file itself. */
function defaultOutput(name: string, format: Format): string {
  const stem = name.replace(/^.*[/\\]/, '').replace(/\.[^.]*$/, '');
  return {
    safetensors: `${stem}.torch.safetensors`,
    onnx: `${stem}.onnx`,
    'layers-model': `${stem}-layers-model`,
  }[format];
}
