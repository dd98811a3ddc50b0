import { architecturePreset } from '@convlab/architectures';
import type { OverfitCase } from './overfit.ts';

const ADAM = { id: 'adam', learningRate: 1e-3 };
/* For networks that end in dense layers of 4096 units: larger steps overshoot. */
const SLOW_ADAM = { id: 'adam', learningRate: 1e-4 };

/* What differs from CIFAR's shape, Adam and 100 updates. Dropout is off: it would only slow learning by heart. */
const DIFFERENT: Readonly<Record<string, Partial<OverfitCase> & { readonly config?: object }>> = {
  mlp: { inputShape: [16, 16, 1] },
  'conv-net': { inputShape: [16, 16, 1] },
  'lenet-5': { inputShape: [28, 28, 1] },
  'lenet-5-1998': { inputShape: [28, 28, 1], maxSteps: 300 },
  alexnet: {
    inputShape: [63, 63, 3],
    optimizer: SLOW_ADAM,
    config: { dropoutRate: 0 },
  },
  'alexnet-2012': {
    inputShape: [67, 67, 3],
    optimizer: SLOW_ADAM,
    config: { dropoutRate: 0, initializer: 'he-normal' },
  },
  ...Object.fromEntries(
    ['vgg-11', 'vgg-13', 'vgg-16', 'vgg-19'].map((id) => [
      id,
      { optimizer: SLOW_ADAM, config: { dropoutRate: 0 } },
    ]),
  ),
  googlenet: { config: { dropoutRate: 0, auxiliaryDropoutRate: 0 } },
  'se-googlenet': { config: { dropoutRate: 0, auxiliaryDropoutRate: 0 } },
  'cifar-resnet': { inputShape: [16, 16, 3], config: { depth: 8 } },
  'cifar-plain': { inputShape: [16, 16, 3], config: { depth: 8 } },
  'densenet-cifar': { inputShape: [16, 16, 3], config: { depth: 10 } },
  xception: { inputShape: [48, 48, 3], config: { dropoutRate: 0 } },
  'inception-resnet-v2': { inputShape: [75, 75, 3], config: { dropoutRate: 0 } },
  'se-inception-resnet-v2': { inputShape: [75, 75, 3], config: { dropoutRate: 0 } },
};

/** Every architecture at an input so small that its training takes seconds or minutes. */
export const overfitCases: readonly OverfitCase[] = architecturePreset.map((plugin) => {
  const id = plugin.id.replace('convlab/', '');
  const { config = {}, ...own } = DIFFERENT[id] ?? {};
  return {
    inputShape: [32, 32, 3],
    optimizer: ADAM,
    maxSteps: 100,
    ...own,
    architecture: { ...config, id },
  };
});
