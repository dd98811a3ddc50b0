import type { Tensor } from '@tensorflow/tfjs';
import { epilogueCode } from '../codes.ts';
import type { FusedActivation } from '../ops/activation.ts';
import { runNativeAll } from '../ops/native.ts';
import { sizeOf } from '../runtime.ts';
import { input, type OpKernel } from './table.ts';

/** activation(x + bias) and its gradient, one pass each. */
export const biasActivationOpKernels: OpKernel[] = [
  {
    name: 'ConvlabBiasActivation',
    run: (runtime, args) => {
      const { backend, wasm } = runtime;
      const { activation } = args.attrs as unknown as { activation: FusedActivation };
      const x = input(args, 'x');
      const channels = x.shape.at(-1) ?? 1;
      const from = backend.addressOf(x);
      const bias = backend.addressOf(input(args, 'bias'));
      const y = backend.makeResident(x.shape);
      wasm.biasActivation(
        from,
        bias,
        backend.addressOf(y),
        sizeOf(x.shape) / channels,
        channels,
        epilogueCode[activation],
      );
      return y;
    },
    gradient: {
      outputsToSave: [true],
      of: ([dy], [y], attrs) => {
        const inputs = { dy, y } as Record<string, Tensor>;
        const [dx, dbias] = runNativeAll('ConvlabBiasActivationGradient', inputs, attrs) as [Tensor, Tensor];
        return { x: () => dx, bias: () => dbias };
      },
    },
  },
  {
    name: 'ConvlabBiasActivationGradient',
    run: (runtime, args) => {
      const { backend, wasm } = runtime;
      const { activation } = args.attrs as unknown as { activation: FusedActivation };
      const dy = input(args, 'dy');
      const channels = dy.shape.at(-1) ?? 1;
      const [from, y] = [dy, input(args, 'y')].map((info) => backend.addressOf(info)) as [number, number];
      const isLinear = activation === 'linear';
      const dbias = backend.makeResident([channels]);
      const dx = isLinear ? { ...dy } : backend.makeResident(dy.shape);
      if (isLinear) backend.incRef(dy.dataId);
      wasm.biasActivationGradient(
        from,
        y,
        isLinear ? 0 : backend.addressOf(dx),
        backend.addressOf(dbias),
        sizeOf(dy.shape) / channels,
        channels,
        epilogueCode[activation],
      );
      return [dx, dbias];
    },
  },
];
