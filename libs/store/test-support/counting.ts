/** What the counting child trains: nothing, in a way that can be checked. */
export interface CountingSpec {
  readonly seed: number;
  readonly epochs: number;
  readonly steps: number;
  readonly stepMs: number;
  readonly checkpointEvery?: number;
  readonly checkpointBytes?: number;
  /** The first attempt kills itself when it reaches this epoch, before it reports it. */
  readonly dieAtEpoch?: number;
  readonly misbehaviour?: 'exit' | 'throw' | 'silent' | 'hang' | 'hoard';
}

/** One step: a linear congruential generator modulo 2^32. */
export function scramble(state: number): number {
  return (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
}

/** The undisturbed curve: a value per epoch, and the epochs at which the best so far was reached. */
export function curve(spec: CountingSpec): { values: number[]; bestEpochs: number[] } {
  let state = spec.seed;
  let best = Infinity;
  const values: number[] = [];
  const bestEpochs: number[] = [];
  for (let epoch = 1; epoch <= spec.epochs; epoch += 1) {
    for (let step = 0; step < spec.steps; step += 1) state = scramble(state);
    values.push(state / 2 ** 32);
    if (state >= best) continue;
    best = state;
    bestEpochs.push(epoch);
  }
  return { values, bestEpochs };
}

export function encodeState(state: number, byteLength: number): Uint8Array {
  const bytes = new Uint8Array(byteLength);
  new DataView(bytes.buffer).setUint32(0, state);
  return bytes;
}

export function decodeState(bytes: Uint8Array): number {
  return new DataView(bytes.buffer, bytes.byteOffset).getUint32(0);
}
