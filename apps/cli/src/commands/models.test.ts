import { copyFile, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createRng, decodeSafetensors, encodeSafetensors, isConvlabError, storeFloats } from '@convlab/core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { convlab } from '../_testing/convlab.ts';
import { createProgram } from '../program.ts';
import type { DescribeOutput } from '../output/description.ts';
import type { ExportOutput } from './export.ts';
import type { ImportOutput } from './import.ts';

/** A state dict as PyTorch writes one for LeNet-5 of three classes. */
function lenetStateDict(): Uint8Array {
  const shapes = {
    'conv1.weight': [6, 1, 5, 5],
    'conv1.bias': [6],
    'conv2.weight': [16, 6, 5, 5],
    'conv2.bias': [16],
    'fc1.weight': [120, 400],
    'fc1.bias': [120],
    'fc2.weight': [84, 120],
    'fc2.bias': [84],
    'fc3.weight': [3, 84],
    'fc3.bias': [3],
  };
  const tensors = Object.entries(shapes).map(([name, shape]) => {
    const size = shape.reduce((product, dim) => product * dim, 1);
    return [name, storeFloats(createRng(1).fold(name).normal(size), shape)] as const;
  });
  return encodeSafetensors({ tensors: Object.fromEntries(tensors), metadata: { format: 'pt' } });
}

/** What a command that is refused says, asked in this process. */
async function refusal(...args: string[]): Promise<string> {
  try {
    await createProgram(new AbortController().signal).parseAsync(['node', 'convlab', ...args]);
  } catch (error) {
    if (isConvlabError(error)) return `${error.message} (${error.code})`;
    throw error;
  }
  throw new Error(`convlab ${args.join(' ')} was not refused`);
}

describe('convlab describe', { timeout: 60_000 }, () => {
  it('shows what an architecture costs and sees', async () => {
    const { code, stdout } = await convlab('describe', 'vgg-16');
    expect(code).toBe(0);
    expect(stdout).toContain('138,357,544 weights');
    expect(stdout).toMatch(/features\.0 +Convolution +\[224, 224, 64\] +1,792 +86,704,128 +12\.8 MB +3 +1/);
    expect(stdout).toMatch(/pool5 +\[7, 7, 512\] +reduced 32 times +sees 212 pixels/);
    expect(stdout).not.toContain('\u001b');
  });

  it('prints JSON, for any input, classes and variant', async () => {
    const { stdout } = await convlab(
      ...['describe', 'resnet-50', '--config', '{"variant":"paper"}', '--classes', '7'],
      ...['--input', '64x96x1', '--json'],
    );
    const output = JSON.parse(stdout) as DescribeOutput;
    expect(output).toMatchObject({
      architecture: 'convlab/resnet-50',
      numOutputs: 7,
      inputShape: [64, 96, 1],
      config: { variant: 'paper' },
    });
    expect(output.stages.at(-1)?.shape).toEqual([2, 3, 2048]);
    // The first convolution sees one channel in place of three, the last layer has 7 units in place of 1000.
    expect(output.totals.inference.numWeights).toBe(25_557_032 - 49 * 64 * 2 - 2049 * 993);
  });

  it('refuses what it does not know, with the nearest names', async () => {
    await expect(refusal('describe', 'resnet50')).resolves.toContain('"resnet-50"');
    for (const args of [
      ['--input', '3x'],
      ['--classes', '0'],
      ['--config', '[]'],
    ])
      await expect(refusal('describe', 'resnet-50', ...args)).resolves.toContain('E_CLI_OPTION');
    await expect(refusal('describe', 'resnet-50', '--config', '{"variant":"other"}')).resolves.toContain(
      'variant',
    );
  });
});

describe('convlab import and export', { timeout: 60_000 }, () => {
  let folder = '';
  const at = (name: string): string => join(folder, name);
  const lenet = ['--architecture', 'lenet-5', '--classes', '3'];
  const run = async <T>(...args: string[]): Promise<T> => {
    const { code, stdout, stderr } = await convlab(...args, '--json');
    expect(stderr).toBe('');
    expect(code).toBe(0);
    return JSON.parse(stdout) as T;
  };
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'convlab-models-'));
    await writeFile(at('lenet.safetensors'), lenetStateDict());
    const output = await run<ImportOutput>(
      'import',
      at('lenet.safetensors'),
      ...lenet,
      '--output',
      at('model.safetensors'),
    );
    expect(output.report).toMatchObject({ naming: 'torchvision', unknown: [], missing: [], misshapen: [] });
    expect(output.report?.loaded).toHaveLength(10);
  });
  afterAll(() => rm(folder, { recursive: true }));

  it('gives back the bytes of a PyTorch state dict', async () => {
    await run('export', at('model.safetensors'), '--output', at('again.safetensors'));
    expect(await readFile(at('again.safetensors'))).toEqual(await readFile(at('lenet.safetensors')));
  });

  it('goes through a LayersModel without changing a weight', async () => {
    const written = await run<ExportOutput>(
      'export',
      at('model.safetensors'),
      '--format',
      'layers-model',
      '--output',
      at('layers'),
    );
    expect(written).toMatchObject({ format: 'layers-model', output: at('layers'), numWeights: 61_111 });
    await run('import', at('layers/model.json'), '--output', at('from-layers.safetensors'));
    const weightsOf = async (file: string) => decodeSafetensors(await readFile(at(file))).tensors;
    const [before, after] = [
      await weightsOf('model.safetensors'),
      await weightsOf('from-layers.safetensors'),
    ];
    expect(Object.keys(after)).toEqual(Object.keys(before));
    for (const [name, { bytes }] of Object.entries(before))
      expect(Buffer.compare(after[name]?.bytes ?? new Uint8Array(), bytes)).toBe(0);
  });

  it('writes ONNX', async () => {
    const { output } = await run<ExportOutput>(
      'export',
      at('model.safetensors'),
      '--format',
      'onnx',
      '--output',
      at('m.onnx'),
    );
    // Every weight in four bytes, and the graph.
    expect((await readFile(output)).byteLength).toBeGreaterThan(4 * 61_111);
  });

  it('lists what does not fit, and takes the rest when asked to', async () => {
    const args = ['import', at('lenet.safetensors'), '--architecture', 'lenet-5', '--classes', '5'];
    await expect(refusal(...args, '--output', at('five.safetensors'))).resolves.toContain(
      'fc3.weight [3, 84] instead of [5, 84]',
    );
    const { report } = await run<ImportOutput>(...args, '--partial', '--output', at('five.safetensors'));
    expect(report?.misshapen.map(({ name }) => name)).toEqual(['fc3.weight', 'fc3.bias']);
  });

  it('refuses files that are damaged, are of something else, or name files elsewhere', async () => {
    const bytes = await readFile(at('model.safetensors'));
    await writeFile(at('cut.safetensors'), bytes.subarray(0, bytes.length - 8));
    await mkdir(at('hostile'), { recursive: true });
    await copyFile(at('lenet.safetensors'), at('secret.bin'));
    const weightsManifest = [{ paths: ['../secret.bin'], weights: [] }];
    await writeFile(at('hostile/model.json'), JSON.stringify({ modelTopology: {}, weightsManifest }));
    const refused = [
      [['export', at('cut.safetensors')], 'E_SAFETENSORS'],
      [['export', at('lenet.safetensors')], 'E_MODEL_NETWORK'],
      [['export', at('model.safetensors'), '--format', 'pickle'], 'E_CLI_OPTION'],
      [['export', at('absent.safetensors')], 'E_FILE_MISSING'],
      [['export', 'nosuchrun', '--data', at('store')], 'E_STORE_MISSING'],
      [['import', at('lenet.safetensors')], 'E_CLI_OPTION'],
      [['import', at('absent.safetensors'), ...lenet], 'E_FILE_MISSING'],
      [['import', at('hostile/model.json')], 'E_LAYERS_MODEL_FORMAT'],
    ] as const;
    for (const [args, code] of refused) await expect(refusal(...args)).resolves.toContain(code);
  });
});
