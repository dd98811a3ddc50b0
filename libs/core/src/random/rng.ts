import { ConvlabError } from '../errors/convlab-error.ts';
import { blocks, threefry2x32, type WordPair } from './threefry.ts';

/* Second counter words that keep draws and derivations of one key apart. */
const DRAW = 0x64726177;
const FOLD = 0x666f6c64;
const NUMBER_TAG = 0xffffffff;

/**
 * A seeded random stream as a value: counter based, splittable, without hidden state.
 *
 * A stream is addressed, not advanced: `createRng(seed).fold('dropout/conv1').fold(step)` names one stream, and asking it
 * twice gives the same numbers twice. Derive a new stream for every use. Streams of different names or steps are
 * independent; the order in which they are asked does not matter.
 *
 * @see Salmon et al., "Parallel Random Numbers: As Easy as 1, 2, 3", SC 2011; the splitting follows JAX's `fold_in`.
 */
export interface Rng {
  /** The key as eight hexadecimal digits twice; two streams with the same key are the same stream. */
  readonly key: string;
  /** The stream called `name` (any text, or a safe integer such as a step) under this one. */
  fold(name: string | number): Rng;
  /** `length` numbers uniform in [`min`, `max`), float32. Shape: [length]. */
  uniform(length: number, min?: number, max?: number): Float32Array;
  /** `length` normal numbers by Box and Muller's method, float32. Shape: [length]. */
  normal(length: number, mean?: number, standardDeviation?: number): Float32Array;
  /** `length` normal numbers redrawn until within two standard deviations of the mean, float32. Shape: [length]. */
  truncatedNormal(length: number, mean?: number, standardDeviation?: number): Float32Array;
  /** `length` integers uniform in [0, `bound`). Shape: [length]. */
  integers(length: number, bound: number): Int32Array;
  /** The integers 0 … length − 1 in random order (Fisher and Yates's shuffle). Shape: [length]. */
  permutation(length: number): Int32Array;
}

/**
 * The root stream of a seed.
 *
 * @param seed  any safe integer; 0 is a seed like any other
 * @throws {ConvlabError} E_RANDOM_SEED when `seed` is not a safe integer
 */
export function createRng(seed: number): Rng {
  requireSafeInteger(seed);
  return makeRng(splitNumber(seed));
}

function makeRng(key: WordPair): Rng {
  return Object.freeze<Rng>({
    key: toHex(key[0]) + toHex(key[1]),
    fold: (name) => makeRng(typeof name === 'number' ? foldNumber(key, name) : foldText(key, name)),
    uniform: (length, min = 0, max = 1) => uniform(key, length, min, max),
    normal: (length, mean = 0, standardDeviation = 1) => normal(key, length, mean, standardDeviation),
    truncatedNormal: (length, mean = 0, standardDeviation = 1) =>
      truncatedNormal(key, length, mean, standardDeviation),
    integers: (length, bound) => integers(key, length, bound),
    permutation: (length) => permutation(key, length),
  });
}

/** Raw words of a stream; two words a block. */
function words(key: WordPair, count: number): Uint32Array {
  const out = new Uint32Array(count + (count & 1));
  blocks(key, 0, DRAW, out.length / 2, out);
  return out;
}

function uniform(key: WordPair, length: number, min: number, max: number): Float32Array {
  const raw = words(key, length);
  const out = new Float32Array(length);
  // 24 bits fill a float32's significand, so every value below 1 is exact and 1 itself cannot appear.
  for (let i = 0; i < length; i++) out[i] = min + (max - min) * ((raw[i] as number) >>> 8) * 2 ** -24;
  return out;
}

function normal(key: WordPair, length: number, mean: number, standardDeviation: number): Float32Array {
  const raw = words(key, length);
  const out = new Float32Array(length);
  for (let i = 0; i < length; i += 2) {
    // u in (0, 1] keeps the logarithm finite.
    const radius = Math.sqrt(-2 * Math.log(((raw[i] as number) + 1) * 2 ** -32));
    const angle = 2 * Math.PI * (raw[i + 1] as number) * 2 ** -32;
    out[i] = mean + standardDeviation * radius * Math.cos(angle);
    if (i + 1 < length) out[i + 1] = mean + standardDeviation * radius * Math.sin(angle);
  }
  return out;
}

function truncatedNormal(key: WordPair, length: number, mean: number, sd: number): Float32Array {
  const out = normal(key, length, 0, 1);
  let pending = indicesOutside(out);
  for (let round = 0; pending.length > 0; round++) {
    const redrawn = normal(foldNumber(key, round), pending.length, 0, 1);
    pending.forEach((index, i) => (out[index] = redrawn[i] as number));
    pending = pending.filter((index) => Math.abs(out[index] as number) > 2);
  }
  return out.map((value) => mean + sd * value);
}

function indicesOutside(values: Float32Array): number[] {
  const found: number[] = [];
  values.forEach((value, i) => {
    if (Math.abs(value) > 2) found.push(i);
  });
  return found;
}

function integers(key: WordPair, length: number, bound: number): Int32Array {
  if (!Number.isInteger(bound) || bound < 1 || bound > 2 ** 31) {
    throw new ConvlabError({
      code: 'E_RANDOM_BOUND',
      message: 'The bound of random integers is out of range.',
      received: bound,
      expected: 'an integer from 1 to 2^31',
    });
  }
  const raw = words(key, 2 * length);
  return Int32Array.from({ length }, (_, i) => below(raw, i, bound));
}

function permutation(key: WordPair, length: number): Int32Array {
  const raw = words(key, 2 * length);
  const out = Int32Array.from({ length }, (_, i) => i);
  for (let i = length - 1; i > 0; i--) {
    const j = below(raw, i, i + 1);
    const kept = out[i] as number;
    out[i] = out[j] as number;
    out[j] = kept;
  }
  return out;
}

/** The i-th word pair as an integer below `bound`; with 53 bits the bias is below bound / 2^53. */
function below(raw: Uint32Array, i: number, bound: number): number {
  const fraction = ((raw[2 * i] as number) * 2 ** 21 + ((raw[2 * i + 1] as number) >>> 11)) * 2 ** -53;
  return Math.floor(fraction * bound);
}

function foldNumber(key: WordPair, value: number): WordPair {
  requireSafeInteger(value);
  return block(block(key, [NUMBER_TAG, FOLD]), splitNumber(value));
}

/** Absorbs the text's length, then its UTF-8 bytes eight at a time, each block keyed by the one before. */
function foldText(key: WordPair, text: string): WordPair {
  const bytes = new TextEncoder().encode(text);
  const padded = new Uint8Array(Math.ceil(bytes.length / 8) * 8);
  padded.set(bytes);
  const view = new DataView(padded.buffer);
  let state = block(key, [bytes.length, FOLD]);
  for (let at = 0; at < padded.length; at += 8) {
    state = block(state, [view.getUint32(at, true), view.getUint32(at + 4, true)]);
  }
  return state;
}

function block(key: WordPair, counter: WordPair): WordPair {
  const out = new Uint32Array(2);
  threefry2x32(key, counter, out);
  return [out[0] as number, out[1] as number];
}

function splitNumber(value: number): WordPair {
  return [value >>> 0, Math.floor(value / 2 ** 32) >>> 0];
}

function requireSafeInteger(value: number): void {
  if (Number.isSafeInteger(value)) return;
  throw new ConvlabError({
    code: 'E_RANDOM_SEED',
    message: 'A seed or step must be a safe integer.',
    received: value,
    expected: 'an integer between -(2^53 - 1) and 2^53 - 1',
  });
}

function toHex(word: number): string {
  return word.toString(16).padStart(8, '0');
}
