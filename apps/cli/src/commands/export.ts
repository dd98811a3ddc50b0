import { existsSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import type { Registry } from '@convlab/core';
import { exportOnnx, saveTorchWeights, torchNamings, writeLayersModel } from '@convlab/interop';
import { loadRegistry, selectBackend } from '@convlab/workbench';
import { Command } from 'commander';
import { readModelFile, writeLayersModelFiles } from '../models/layers-model-files.ts';
import { readRunModel } from '../models/run-model.ts';
import { decodeTrainedModel, type TrainedModel } from '../models/trained-model.ts';
import { parseChoice } from '../options/parse-options.ts';

const FORMATS = ['safetensors', 'onnx', 'layers-model'] as const;
type Format = (typeof FORMATS)[number];

interface ExportOptions {
  readonly format: string;
  readonly output?: string;
  readonly names: string;
  readonly data: string;
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
  return new Command('export')
    .description('Write trained weights for PyTorch, ONNX or TensorFlow.js.')
    .argument('<model>', 'a model file that convlab import wrote, or the id of a run')
    .option('--format <format>', `${FORMATS.join(', ')}`, 'safetensors')
    .option('--output <path>', 'where to write; beside you under the model’s name when left out')
    .option('--names <naming>', `names in safetensors: ${torchNamings.join(', ')}`, 'torchvision')
    .option('--data <folder>', 'folder of the dashboard’s database, for a run', '.convlab')
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
  const model = existsSync(name)
    ? decodeTrainedModel(await readModelFile(name), registry)
    : await readRunModel(name, { dataDir: resolve(options.data) }, registry);
  const output = resolve(options.output ?? defaultOutput(name, format));
  if (format === 'layers-model')
    await writeLayersModelFiles(output, await writeLayersModel(model.network, { ...model, registry }));
  else await writeFile(output, await encode(model, format, naming, registry));
  const { numWeights, numStatistics } = model.network;
  return { format, output, numWeights, numStatistics };
}

function encode(
  model: TrainedModel,
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
