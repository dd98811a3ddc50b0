import type { Registry } from '@convlab/core';
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

/** Keeps the model that was asked for last, as a page asks for the same one many times. */
export class LoadedModel {
  readonly #registry: Registry;
  #key = '';
  #trained: TrainedNetwork | undefined;

  constructor(registry: Registry) {
    this.#registry = registry;
  }

  /**
   * The network with its weights. It stays this object's.
   *
   * @param onProgress  hears the share of the file that has come, from 0 to 1
   * @throws {Error} what the server says where there is no such file; {ConvlabError} of `decodeTrainedModel`
   */
  async open(source: ModelSource, onProgress: (share: number) => Promise<void>): Promise<TrainedNetwork> {
    const key = `${source.address} ${source.version}`;
    if (this.#trained !== undefined && this.#key === key) return this.#trained;
    this.#release();
    this.#trained = decodeTrainedModel(await download(source.address, onProgress), this.#registry);
    this.#key = key;
    return this.#trained;
  }

  #release(): void {
    if (this.#trained === undefined) return;
    disposeTensors(this.#trained.weights);
    disposeTensors(this.#trained.state);
    this.#trained = undefined;
  }
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
