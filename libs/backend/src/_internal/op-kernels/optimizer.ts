import type { TensorInfo } from '@tensorflow/tfjs';
import { sizeOf, type KernelArgs, type Runtime } from '../runtime.ts';
import { input, type OpKernel } from './table.ts';

/** Attributes of the optimizer kernels: inputs are numbered per weight, `g0`, `g1`, ... */
export interface OptimizerAttrs {
  count: number;
  /** The state was given away: it may be overwritten where nobody else holds it. */
  donate: boolean;
}

/** Where the next value of a state goes: over the old one, when that was given away, or into a tensor of its own. */
function successor({ backend }: Runtime, state: TensorInfo, donate: boolean): TensorInfo {
  if (!donate || backend.refCount(state.dataId) > 1) return backend.makeResident(state.shape);
  backend.incRef(state.dataId);
  return { ...state };
}

/** Runs `step` on each weight with the addresses of `states`, their successors and the update. */
function eachWeight(
  runtime: Runtime,
  args: KernelArgs,
  states: readonly string[],
  step: (g: number, old: number[], next: number[], update: number, size: number) => void,
): TensorInfo[] {
  const { backend } = runtime;
  const { count, donate } = args.attrs as unknown as OptimizerAttrs;
  const results: TensorInfo[] = [];
  for (let i = 0; i < count; i++) {
    const gradient = input(args, `g${i}`);
    const old = states.map((name) => input(args, `${name}${i}`));
    const from = old.map((state) => backend.addressOf(state));
    const g = backend.addressOf(gradient);
    const next = old.map((state) => successor(runtime, state, donate));
    const update = backend.makeResident(gradient.shape);
    const to = next.map((state) => backend.addressOf(state));
    step(g, from, to, backend.addressOf(update), sizeOf(gradient.shape));
    results.push(update, ...next);
  }
  return results;
}

interface AdamAttrs extends OptimizerAttrs {
  beta1: number;
  beta2: number;
  epsilon: number;
  amsgrad: boolean;
  /** 1 / (1 - beta1^t) and 1 / sqrt(1 - beta2^t). */
  scale: number;
  root: number;
}

/** Directions of optimizers, all weights in one call; outputs are the update and the next states of each weight. */
export const optimizerOpKernels: OpKernel[] = [
  {
    name: 'ConvlabMomentumStep',
    run: (runtime, args) => {
      const { decay, nesterov } = args.attrs as { decay: number; nesterov: boolean };
      return eachWeight(runtime, args, ['trace'], (g, [trace = 0], [next = 0], update, size) =>
        runtime.wasm.momentumStep(g, trace, next, update, size, decay, Number(nesterov)),
      );
    },
  },
  {
    name: 'ConvlabAdamStep',
    run: (runtime, args) => {
      const { beta1, beta2, epsilon, amsgrad, scale, root } = args.attrs as unknown as AdamAttrs;
      const states = amsgrad ? ['m', 'v', 'largest'] : ['m', 'v'];
      return eachWeight(runtime, args, states, (g, old, next, update, size) => {
        const [m = 0, v = 0, largest = 0] = old;
        const [nextM = 0, nextV = 0, nextLargest = 0] = next;
        runtime.wasm.adamStep(
          g,
          m,
          v,
          largest,
          nextM,
          nextV,
          nextLargest,
          update,
          size,
          beta1,
          1 - beta1,
          beta2,
          1 - beta2,
          scale,
          root,
          epsilon,
        );
      });
    },
  },
];
