import type { PluginRefObject } from '@convlab/core';

type Options = Readonly<Record<string, unknown>>;

/** Our optimizer for one of PyTorch's, and the coupled decay that PyTorch adds to the gradient. */
export interface TorchOptimizer {
  readonly ref: PluginRefObject;
  readonly coupledDecay: number;
}

/** Options of PyTorch that change nothing but how a step is computed, or whose other values we do not have. */
const NEUTRAL: Options = { dampening: 0, lr_decay: 0, maximize: false, decoupled_weight_decay: false };

/** The counterpart of a PyTorch optimizer with its options; undefined when there is none. */
export function optimizerFor(torch: string, options: Options): TorchOptimizer | undefined {
  const odd = Object.entries(NEUTRAL).some(([name, value]) => name in options && options[name] !== value);
  const make = OPTIMIZERS[torch];
  if (odd || make === undefined) return undefined;
  const learningRate = number(options, 'lr', 0.001);
  const decoupled = torch === 'AdamW' || torch === 'Lion';
  return {
    ref: { ...make(options), learningRate },
    coupledDecay: decoupled ? 0 : number(options, 'weight_decay', 0),
  };
}

const OPTIMIZERS: Readonly<Record<string, (options: Options) => PluginRefObject>> = {
  SGD: (o) => ({ id: 'sgd', momentum: number(o, 'momentum', 0), nesterov: o['nesterov'] === true }),
  Adagrad: (o) => ({
    id: 'adagrad',
    epsilon: number(o, 'eps', 1e-10),
    initialAccumulator: number(o, 'initial_accumulator_value', 0),
  }),
  RMSprop: (o) => ({
    id: 'rmsprop',
    rho: number(o, 'alpha', 0.99),
    momentum: number(o, 'momentum', 0),
    centered: o['centered'] === true,
    epsilon: number(o, 'eps', 1e-8),
  }),
  Adadelta: (o) => ({ id: 'adadelta', rho: number(o, 'rho', 0.9), epsilon: number(o, 'eps', 1e-6) }),
  Adam: (o) => ({ id: o['amsgrad'] === true ? 'amsgrad' : 'adam', ...moments(o) }),
  AdamW: (o) => ({ id: 'adamw', ...moments(o), weightDecay: number(o, 'weight_decay', 0.01) }),
  Adamax: (o) => ({ id: 'adamax', ...moments(o) }),
  // The reference files were made with PyTorch 1.13, which counts mu twice.
  NAdam: (o) => ({
    id: 'nadam',
    ...moments(o),
    momentumDecay: number(o, 'momentum_decay', 0.004),
    repeatMomentum: true,
  }),
  Lion: (o) => {
    const [beta1, beta2] = betas(o, [0.9, 0.99]);
    return { id: 'lion', beta1, beta2, weightDecay: number(o, 'weight_decay', 0) };
  },
};

function moments(options: Options) {
  const [beta1, beta2] = betas(options, [0.9, 0.999]);
  return { beta1, beta2, epsilon: number(options, 'eps', 1e-8) };
}

function betas(options: Options, fallback: readonly [number, number]): readonly [number, number] {
  const value = options['betas'];
  return Array.isArray(value) ? (value as [number, number]) : fallback;
}

function number(options: Options, name: string, fallback: number): number {
  const value = options[name];
  return typeof value === 'number' ? value : fallback;
}

/** Our schedule for one described as `step step_size=5 gamma=0.1`, from a base rate of 1; undefined when there is none. */
export function scheduleFor(text: string): PluginRefObject | undefined {
  const [name = ''] = text.split(/\s/);
  const [, make] = SCHEDULES.find(([pattern]) => pattern.test(text)) ?? [];
  return name === '' ? undefined : make?.(argumentsIn(text));
}

type Arguments = Readonly<Record<string, readonly number[]>>;

const SCHEDULES: readonly (readonly [RegExp, (args: Arguments) => PluginRefObject])[] = [
  [
    /^step\b/,
    (args) => ({ id: 'step', ...BASE, stepSize: one(args, 'step_size', 1), gamma: one(args, 'gamma', 0.1) }),
  ],
  [
    /^multi-?step\b/,
    (args) => ({
      id: 'multi-step',
      ...BASE,
      milestones: args['milestones'] ?? [],
      gamma: one(args, 'gamma', 0.1),
    }),
  ],
  [/^exponential\b/, (args) => ({ id: 'exponential', ...BASE, gamma: one(args, 'gamma', 0.9) })],
  [
    /^cosine\b/,
    (args) => ({ id: 'cosine', ...BASE, period: one(args, 'T_max', 1), final: one(args, 'eta_min', 0) }),
  ],
  [/^one-?cycle\b/, (args) => ({ id: 'one-cycle', maximum: one(args, 'max_lr', 1) })],
  [
    /^linear warm-?up\b/,
    (args) => ({
      id: 'linear-warm-up',
      duration: one(args, 'total', 1),
      startFactor: one(args, 'start', 0.1),
      then: 1,
      unit: 'steps',
    }),
  ],
];

const BASE = { initial: 1, unit: 'steps' } as const;

/** `gamma=0.1 milestones=6,12` → { gamma: [0.1], milestones: [6, 12] }. */
function argumentsIn(text: string): Arguments {
  return Object.fromEntries(
    [...text.matchAll(/(\w+)=([-\d.e,]+)/g)].map(([, key = '', values = '']) => [
      key,
      values.split(',').map(Number),
    ]),
  );
}

function one(args: Arguments, name: string, fallback: number): number {
  return args[name]?.[0] ?? fallback;
}
