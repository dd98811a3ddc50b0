import { decodeSafetensors, type Registry } from '@convlab/core';
import type { TrainedNetwork } from '@convlab/inspection';
import { disposeTensors } from '@convlab/network';
import { decodeTrainedModel } from '@convlab/training/trained-model';

/** The stored weights of a run. */
export interface ModelSource {
  /** Where the model file is downloaded. */
  readonly address: string;
  /** Tells the weights apart from those that the same address gave at another time. */
  readonly version: string;
}

/** A network that was loaded. */
export interface Loaded extends TrainedNetwork {
  /** Finished epochs that made it, as its file says; `null` where that says nothing. */
  readonly epoch: number | null;
  /** The update that it was made by; `null` where its file says nothing, as that of a best epoch. */
  readonly step: number | null;
}

/* The best and the last one of a run, so that somebody can go to and fro between them. */
const KEPT = 2;

/** Keeps the models that were asked for last, as a page asks for the same ones many times. */
export class LoadedModels {
  readonly #registry: Registry;
  readonly #kept = new Map<string, Loaded>();

  constructor(registry: Registry) {
    this.#registry = registry;
  }

  /**
   * The network with its weights. It stays this object's.
   *
   * @param onProgress  hears the share of the file that has come, from 0 to 1
   * @throws {Error} what the server says where there is no such file; {ConvlabError} of `decodeTrainedModel`
   */
  async open(source: ModelSource, onProgress: (share: number) => Promise<void>): Promise<Loaded> {
    const key = `${source.address} ${source.version}`;
    const known = this.#kept.get(key);
    this.#kept.delete(key);
    const loaded = known ?? decode(await download(source.address, onProgress), this.#registry);
    // The newest stands last.
    this.#kept.set(key, loaded);
    for (const old of [...this.#kept.keys()].slice(0, -KEPT)) this.#release(old);
    return loaded;
  }

  #release(key: string): void {
    const old = this.#kept.get(key);
    this.#kept.delete(key);
    if (old === undefined) return;
    disposeTensors(old.weights);
    disposeTensors(old.state);
  }
}

function decode(file: Uint8Array, registry: Registry): Loaded {
  const { epoch, step } = decodeSafetensors(file).metadata;
  return { ...decodeTrainedModel(file, registry), epoch: numberOf(epoch), step: numberOf(step) };
}

function numberOf(text: string | undefined): number | null {
  return text === undefined ? null : Number(text);
}

async function download(address: string, onProgress: (share: number) => Promise<void>): Promise<Uint8Array> {
  const response = await fetch(address);
  if (!response.ok || response.body === null) throw new Error(await messageOf(response));
  const total = Number(response.headers.get('content-length') ?? 0);
  const pieces: Uint8Array[] = [];
  let received = 0;
  for (const reader = response.body.getReader(); ;) {
    const { done, value } = await reader.read();
    if (done) break;
    pieces.push(value);
    received += value.byteLength;
    if (total > 0) await onProgress(received / total);
  }
  return joined(pieces, received);
}

function joined(pieces: readonly Uint8Array[], length: number): Uint8Array {
  const whole = new Uint8Array(length);
  let at = 0;
  for (const piece of pieces) {
    whole.set(piece, at);
    at += piece.byteLength;
  }
  return whole;
}

/* The server answers a fault as JSON with a sentence in it. */
async function messageOf(response: Response): Promise<string> {
  const text = await response.text();
  try {
    return (JSON.parse(text) as { message?: string }).message ?? text;
  } catch {
    return text;
  }
}
