import { existsSync } from 'node:fs';
import type { Registry } from '@convlab/core';
import type { TrainedNetwork } from '@convlab/inspection';
import { decodeTrainedModel } from '@convlab/training';
import { withAccess, type PlaceOptions } from '../access/open-access.ts';
import { readModelFile } from './layers-model-files.ts';

/* Ids are made of digits and small letters; a name with anything else in it can only be that of a file. */
const RUN_ID = /^[0-9a-z]+$/;

/**
 * A model by the path of its file, or by the id of the run that trained it: then the weights of its best epoch. The caller owns
 * the tensors.
 *
 * @throws {ConvlabError} E_FILE_MISSING; E_RUN_UNKNOWN, E_FILE_UNKNOWN before the run's first epoch, and what {@link withAccess}
 * and {@link decodeTrainedModel} throw
 */
export async function readModel(
  name: string,
  place: PlaceOptions,
  registry: Registry,
): Promise<TrainedNetwork> {
  const bytes =
    RUN_ID.test(name) && !existsSync(name) ? await readRunFile(name, place) : await readModelFile(name);
  return decodeTrainedModel(bytes, registry);
}

function readRunFile(id: string, place: PlaceOptions): Promise<Uint8Array> {
  return withAccess(place, async (access) => {
    const pieces: Uint8Array[] = [];
    for await (const piece of access.file(id, 'best')) pieces.push(piece);
    return Buffer.concat(pieces);
  });
}
