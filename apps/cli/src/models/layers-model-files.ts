import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { ConvlabError } from '@convlab/core';
import type { io } from '@tensorflow/tfjs';

const WEIGHTS_FILE = 'weights.bin';

type Artifacts = Pick<io.ModelArtifacts, 'modelTopology' | 'weightSpecs' | 'weightData'>;

/** Writes a LayersModel as `tf.loadLayersModel` reads it: `model.json` and `weights.bin` in a folder. */
export async function writeLayersModelFiles(folder: string, artifacts: io.ModelArtifacts): Promise<void> {
  const { weightData, weightSpecs, ...rest } = artifacts;
  const weightsManifest = [{ paths: [WEIGHTS_FILE], weights: weightSpecs }];
  await mkdir(folder, { recursive: true });
  await writeFile(join(folder, WEIGHTS_FILE), new Uint8Array(weightData as ArrayBuffer));
  await writeFile(join(folder, 'model.json'), JSON.stringify({ ...rest, weightsManifest }));
}

/**
 * Reads a `model.json` with the weight files beside it.
 *
 * @throws {ConvlabError} E_LAYERS_MODEL_FORMAT when it is no such file, or names weights outside its own folder; E_FILE_MISSING
 */
export async function readLayersModelFiles(file: string): Promise<Artifacts> {
  const model = parse(await readModelFile(file), file);
  const groups = model.weightsManifest ?? [];
  const parts: ArrayBuffer[] = [];
  for (const path of groups.flatMap(({ paths }) => paths)) {
    // A file from elsewhere may name any path; its weights lie beside it.
    if (typeof path !== 'string' || path !== basename(path))
      throw malformed(file, `weights at "${String(path)}"`);
    const { buffer } = new Uint8Array(await readModelFile(join(dirname(file), path)));
    parts.push(buffer);
  }
  return {
    modelTopology: model.modelTopology ?? {},
    weightSpecs: groups.flatMap(({ weights }) => weights),
    weightData: parts,
  };
}

/**
 * The bytes of a file.
 *
 * @throws {ConvlabError} E_FILE_MISSING when it cannot be read
 */
export async function readModelFile(file: string): Promise<Uint8Array> {
  try {
    return await readFile(file);
  } catch (cause) {
    throw new ConvlabError({
      code: 'E_FILE_MISSING',
      message: `The file "${file}" cannot be read`,
      received: cause instanceof Error ? cause.message : String(cause),
      expected: 'a model file',
      cause,
    });
  }
}

function parse(bytes: Uint8Array, file: string): Partial<io.ModelJSON> {
  try {
    const value: unknown = JSON.parse(Buffer.from(bytes).toString('utf8'));
    if (isModel(value)) return value;
  } catch {
    // Answered below, as JSON of anything else is.
  }
  throw malformed(file, 'something else');
}

function isModel(value: unknown): value is Partial<io.ModelJSON> {
  if (typeof value !== 'object' || value === null || !('modelTopology' in value)) return false;
  const { weightsManifest = [] } = value as { weightsManifest?: unknown };
  return (
    Array.isArray(weightsManifest) &&
    weightsManifest.every((group: unknown) => {
      const { paths, weights } = (group ?? {}) as { paths?: unknown; weights?: unknown };
      return Array.isArray(paths) && Array.isArray(weights);
    })
  );
}

function malformed(file: string, received: string): ConvlabError {
  return new ConvlabError({
    code: 'E_LAYERS_MODEL_FORMAT',
    message: `The file "${file}" is no TensorFlow.js LayersModel`,
    received,
    expected: 'a model.json with its topology, and its weight files in the same folder',
  });
}
