import type { Tensor } from '@tensorflow/tfjs';
import { epilogueCode } from '../codes.ts';
import type { FusedActivation } from '../ops/activation.ts';
import { runNativeAll } from '../ops/native.ts';
import { withScratch } from '../runtime.ts';
import { input, type OpKernel } from './table.ts';

/** x as [outer, rows, channels]; statistics run over the rows and the channels / groups columns of each group. */
export interface NormAttrs {
  outer: number;
  rows: number;
  channels: number;
  groups: number;
  epsilon: number;
  activation: FusedActivation;
}

/** Normalization: statistics and application, two passes forward and two backward. */
export const normOpKernels: OpKernel[] = [
  {
    name: 'ConvlabNormalize',
    run: (runtime, args) => {
      const { backend, wasm } = runtime;
      const { outer, rows, channels, groups, epsilon, activation } = args.attrs as unknown as NormAttrs;
      const x = input(args, 'x');
      const from = backend.addressOf(x);
      const gamma = backend.addressOf(input(args, 'gamma'));
      const beta = backend.addressOf(input(args, 'beta'));
      const y = backend.makeResident(x.shape);
      const mean = backend.makeResident([outer * channels]);
      const variance = backend.makeResident([outer * channels]);
      const [to, m, v] = [y, mean, variance].map((info) => backend.addressOf(info)) as [
        number,
        number,
        number,
      ];
      wasm.columnMoments(from, outer, rows, channels, m, v);
      if (groups !== channels) wasm.combineMoments(m, v, outer * groups, channels / groups);
      withScratch(runtime, channels * 4, (scale) => {
        wasm.columnNormalize(
          from,
          to,
          outer,
          rows,
          channels,
          m,
          v,
          gamma,
          beta,
          epsilon,
          epilogueCode[activation],
          scale,
        );
      });
      return [y, mean, variance];
    },
    gradient: {
      inputsToSave: ['x', 'gamma', 'beta'],
      outputsToSave: [false, true, true],
      of: ([dy], [x, gamma, beta, mean, variance], attrs) => {
        const inputs = { dy, x, gamma, beta, mean, variance } as Record<string, Tensor>;
        const [dx, dgamma, dbeta] = runNativeAll('ConvlabNormalizeGradient', inputs, attrs) as [
          Tensor,
          Tensor,
          Tensor,
        ];
        return { x: () => dx, gamma: () => dgamma, beta: () => dbeta };
      },
    },
  },
  {
    name: 'ConvlabNormalizeGradient',
    run: (runtime, args) => {
      const { backend, wasm } = runtime;
      const { outer, rows, channels, groups, epsilon, activation } = args.attrs as unknown as NormAttrs;
      const x = input(args, 'x');
      const names = ['dy', 'x', 'mean', 'variance', 'gamma', 'beta'] as const;
      const [dy, from, mean, variance, gamma, beta] = names.map((name) =>
        backend.addressOf(input(args, name)),
      ) as [number, number, number, number, number, number];
      const code = epilogueCode[activation];
      const dx = backend.makeResident(x.shape);
      const dgamma = backend.makeResident([channels]);
      const dbeta = backend.makeResident([channels]);
      const [to, toGamma, toBeta] = [dx, dgamma, dbeta].map((info) => backend.addressOf(info)) as [
        number,
        number,
        number,
      ];
      const bytes = outer * channels * 4;
      withScratch(runtime, 2 * bytes + 12 * channels, (scratch) => {
        const [sumDy, sumDyX, work] =
          outer === 1 ? [toBeta, toGamma, scratch] : [scratch, scratch + bytes, scratch + 2 * bytes];
        wasm.columnGradientSums(
          dy,
          from,
          outer,
          rows,
          channels,
          mean,
          variance,
          gamma,
          beta,
          epsilon,
          code,
          sumDy,
          sumDyX,
        );
        wasm.columnGradient(
          dy,
          from,
          to,
          outer,
          rows,
          channels,
          groups,
          mean,
          variance,
          gamma,
          beta,
          epsilon,
          code,
          sumDy,
          sumDyX,
          work,
        );
        if (outer > 1) {
          wasm.reduce(0, sumDy, toBeta, 1, outer, channels, 1);
          wasm.reduce(0, sumDyX, toGamma, 1, outer, channels, 1);
        }
      });
      return [dx, dgamma, dbeta];
    },
  },
];
