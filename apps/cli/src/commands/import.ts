import { stat, writeFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { ConvlabError, createRng, type Registry } from '@convlab/core';
import type { TrainedNetwork } from '@convlab/inspection';
import { loadTorchWeights, readLayersModel, type TorchLoadReport } from '@convlab/interop';
import { compileNetwork, disposeTensors, initializeState, initializeWeights } from '@convlab/network';
import { encodeTrainedModel } from '@convlab/training';
import { loadRegistry, selectBackend } from '@convlab/workbench';
import { Command } from 'commander';
import { buildArchitecture, type ArchitectureOptions } from '../models/build-architecture.ts';
import { readLayersModelFiles, readModelFile } from '../models/layers-model-files.ts';
import { parseCount } from '../options/parse-options.ts';
import { createPhases } from '../output/phases.ts';

interface ImportOptions extends ArchitectureOptions {
  readonly architecture?: string;
  readonly partial?: true;
  readonly seed: string;
  readonly output: string;
  readonly json?: true;
}

/** What `convlab import --json` prints. */
export interface ImportOutput {
  /** Absolute path of the model file. */
  readonly output: string;
  readonly numWeights: number;
  readonly numStatistics: number;
  /** What fitted and what did not; null for a LayersModel, which brings its own network. */
  readonly report: TorchLoadReport | null;
}

/** `convlab import FILE`: reads weights of another framework into a model file. */
export function importCommand(): Command {
  return new Command('import')
    .description('Read weights of PyTorch, timm or TensorFlow.js into a model file.')
    .argument('<file>', 'a state dict as .safetensors, or the model.json of a LayersModel')
    .option('--architecture <name>', 'whose weights a state dict holds, for example resnet-50')
    .option('--input <shape>', 'shape of one example; that of its paper when left out')
    .option('--classes <count>', 'number of outputs; that of its paper when left out')
    .option('--config <json>', 'the architecture’s configuration, for example \'{"variant": "senet"}\'')
    .option('--partial', 'take what fits and draw the rest, as for another number of classes')
    .option('--seed <integer>', 'of what is drawn', '1')
    .option('--output <file>', 'where to write', 'model.safetensors')
    .option('--json', 'print JSON')
    .action(async (file: string, options: ImportOptions) => {
      const output = await importModel(file, options);
      if (options.json === true) process.stdout.write(`${JSON.stringify(output, null, 2)}\n`);
      else process.stdout.write(`${linesOf(output).join('\n')}\n`);
    });
}

async function importModel(file: string, options: ImportOptions): Promise<ImportOutput> {
  const { registry } = await loadRegistry(process.cwd());
  await selectBackend();
  const phases = createPhases(process.stderr);
  phases.show(`Reading ${file}`, await sizeOf(file));
  const { report, ...model } = file.endsWith('.json')
    ? await fromLayersModel(file, registry)
    : await fromStateDict(file, options, registry);
  const output = resolve(options.output);
  const bytes = await encodeTrainedModel(model);
  phases.show(`Writing ${output}`, bytes.byteLength);
  await writeFile(output, bytes);
  phases.end();
  disposeTensors(model.weights);
  disposeTensors(model.state);
  const { numWeights, numStatistics } = model.network;
  return { output, numWeights, numStatistics, report };
}

/** What reading a file deals with, in bytes; 0 when there is none, which reading it will say. */
async function sizeOf(file: string): Promise<number> {
  return (await stat(file).catch(() => ({ size: 0 }))).size;
}

type Imported = TrainedNetwork & Pick<ImportOutput, 'report'>;

async function fromLayersModel(file: string, registry: Registry): Promise<Imported> {
  const { graph, weights, state } = readLayersModel(await readLayersModelFiles(file));
  return { network: compileNetwork(graph, registry), weights, state, report: null };
}

async function fromStateDict(file: string, options: ImportOptions, registry: Registry): Promise<Imported> {
  if (options.architecture === undefined) {
    throw new ConvlabError({
      code: 'E_CLI_OPTION',
      message: 'A state dict does not say which network it belongs to.',
      expected: 'the option --architecture, for example --architecture resnet-50',
    });
  }
  const { network } = buildArchitecture(options.architecture, options, registry);
  const bytes = await readModelFile(file);
  const { weights, state, report } = loadTorchWeights(network, bytes, { partial: options.partial === true });
  if (options.partial !== true) return { network, weights, state, report };
  const drawn = initializeWeights(network, createRng(parseCount('--seed', options.seed)));
  return {
    network,
    weights: { ...drawn, ...weights },
    state: { ...initializeState(network), ...state },
    report,
  };
}

function linesOf({ output, numWeights, report }: ImportOutput): readonly string[] {
  const list = (title: string, names: readonly string[]): readonly string[] =>
    names.length === 0 ? [] : [`  ${title}:`, ...names.map((name) => `    ${name}`)];
  return [
    `Wrote a model of ${numWeights.toLocaleString('en')} weights to ${output}`,
    ...(report === null ? [] : [`  ${report.loaded.length} tensors by the names of ${report.naming}`]),
    ...list('drawn, as the file lacks them', report?.missing ?? []),
    ...list('left out, as the network has no such tensors', report?.unknown ?? []),
    ...list(
      'drawn, as their shapes differ',
      (report?.misshapen ?? []).map(
        ({ name, received, expected }) =>
          `${name}: [${received.join(', ')}] instead of [${expected.join(', ')}]`,
      ),
    ),
  ];
}
