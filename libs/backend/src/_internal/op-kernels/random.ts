import { sizeOf, type KernelArgs, type Runtime } from '../runtime.ts';
import type { OpKernel } from './table.ts';

/** Second counter word of draws: 'draw' in ASCII, as @convlab/core has it. */
const DRAW = 0x64726177;

/** Attributes of the random kernels. */
export interface RandomAttrs {
  shape: number[];
  /** The stream's key: two words of eight hexadecimal digits. */
  key: string;
}

/** A kernel that draws one word of a stream per value and turns them, in place, into numbers. */
function randomKernel<TAttrs extends RandomAttrs>(
  name: string,
  convert: (runtime: Runtime, address: number, size: number, attrs: TAttrs) => void,
): OpKernel {
  return {
    name,
    run: (runtime, args: KernelArgs) => {
      const attrs = args.attrs as unknown as TAttrs;
      const out = runtime.backend.makeResident(attrs.shape);
      const address = runtime.backend.addressOf(out);
      const size = sizeOf(attrs.shape);
      const [first, second] = [attrs.key.slice(0, 8), attrs.key.slice(8)].map((word) =>
        Number.parseInt(word, 16),
      );
      // Blocks of the memory are whole lines of 64 bytes, so there is room for the last eight words.
      runtime.wasm.randomWords(first as number, second as number, DRAW, 0, address, size);
      convert(runtime, address, size, attrs);
      return out;
    },
  };
}

/** Seeded random numbers, equal to the host's bit for bit. */
export const randomOpKernels: OpKernel[] = [
  randomKernel<RandomAttrs & { min: number; max: number }>(
    'ConvlabRandomUniform',
    ({ wasm }, address, size, { min, max }) => wasm.wordsToUniform(address, size, min, max - min),
  ),
  randomKernel<RandomAttrs & { rate: number }>('ConvlabDropoutMask', ({ wasm }, address, size, { rate }) =>
    wasm.wordsToMask(address, size, Math.ceil(rate * 2 ** 24), 1 / (1 - rate)),
  ),
  randomKernel<RandomAttrs & { mean: number; standardDeviation: number }>(
    'ConvlabRandomNormal',
    ({ memory }, address, size, { mean, standardDeviation }) => {
      const words = new Uint32Array(memory.buffer, address, size + (size % 2));
      boxMuller(words, memory.f32.subarray(address / 4, address / 4 + size), mean, standardDeviation);
    },
  ),
];

/**
 * Pairs of words to pairs of normal numbers, in place. Here and not in WebAssembly: the engine's own logarithm, cosine and
 * sine are what the host's numbers are made with.
 */
function boxMuller(words: Uint32Array, out: Float32Array, mean: number, standardDeviation: number): void {
  for (let i = 0; i < out.length; i += 2) {
    const radius = Math.sqrt(-2 * Math.log(((words[i] as number) + 1) * 2 ** -32));
    const angle = 2 * Math.PI * (words[i + 1] as number) * 2 ** -32;
    out[i] = mean + standardDeviation * radius * Math.cos(angle);
    if (i + 1 < out.length) out[i + 1] = mean + standardDeviation * radius * Math.sin(angle);
  }
}
