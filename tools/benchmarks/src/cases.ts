import { depthwiseBlock, resnet20, resnet50, smallCnn, vggBlock, type Network } from './models.ts';

/** One measured program. */
export interface BenchmarkCase {
  network: () => Network;
  /** [N, H, W, C]. */
  input: [number, number, number, number];
  isClassifier: boolean;
  isTraining: boolean;
  /** Multiply-adds of one image's forward pass. */
  macsPerImage: number;
  /** Measured steps per contestant. */
  repetitions: number;
  /** Batch for jax-js, which is given one step: a smaller one where it takes seconds per image. Absent: it takes no part. */
  jaxBatch?: number;
  /** Likewise for tfjs cpu. */
  stockBatch?: number;
}

/** All cases by name; src/torch_cases.py has the same networks. */
export const cases: Record<string, BenchmarkCase> = {
  'small-cnn': {
    network: smallCnn,
    input: [64, 28, 28, 1],
    isClassifier: true,
    isTraining: true,
    macsPerImage: 4.24e6,
    repetitions: 30,
    jaxBatch: 64,
    stockBatch: 1,
  },
  'resnet-20': {
    network: resnet20,
    input: [128, 32, 32, 3],
    isClassifier: true,
    isTraining: true,
    macsPerImage: 40.6e6,
    repetitions: 7,
    jaxBatch: 16,
    stockBatch: 1,
  },
  'vgg-block': {
    network: vggBlock,
    input: [8, 56, 56, 128],
    isClassifier: false,
    isTraining: true,
    macsPerImage: 925e6,
    repetitions: 5,
    jaxBatch: 1,
  },
  'depthwise-block': {
    network: depthwiseBlock,
    input: [16, 56, 56, 64],
    isClassifier: false,
    isTraining: true,
    macsPerImage: 27.5e6,
    repetitions: 9,
    jaxBatch: 2,
  },
  'resnet-50-batch-1': {
    network: resnet50,
    input: [1, 224, 224, 3],
    isClassifier: true,
    isTraining: false,
    macsPerImage: 4.09e9,
    repetitions: 5,
  },
  'resnet-50-batch-8': {
    network: resnet50,
    input: [8, 224, 224, 3],
    isClassifier: true,
    isTraining: false,
    macsPerImage: 4.09e9,
    repetitions: 3,
  },
};
