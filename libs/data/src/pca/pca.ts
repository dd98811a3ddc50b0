import {
  ConvlabError,
  definePlugin,
  numElements,
  type ExampleSource,
  type FittedScaler,
  type TrainingIndices,
} from '@convlab/core';
import { EigenvalueDecomposition, Matrix } from 'ml-matrix';
import { z } from 'zod';
import { requireWhole } from '../_internal/affine-scaler.ts';
import { featureMoments } from '../_internal/feature-moments.ts';

const CHUNK = 1024;
/* Directions with less than this share of the largest variance are rounding noise, which whitening would blow up. */
const NEGLIGIBLE = 1e-10;

const config = z.strictObject({
  components: z.int().min(1).optional().meta({
    title: 'Components',
    description: 'How many to keep; as many as the variance needs when left out.',
  }),
  variance: z.number().gt(0).max(1).default(1).meta({
    title: 'Variance',
    description: 'Share of the variance that the kept components explain at least.',
  }),
  whiten: z
    .boolean()
    .default(false)
    .meta({ title: 'Whiten', description: 'Whether every component is scaled to variance 1.' }),
});

const savedSchema = z.strictObject({
  inputShape: z.array(z.int().min(1)).readonly(),
  mean: z.array(z.number()).readonly(),
  /** Row-major [components, features]; with whitening already divided by the deviation. */
  projection: z.array(z.array(z.number())).min(1).readonly(),
  /** Variance along each component, and of all features together. */
  variances: z.array(z.number()).readonly(),
  totalVariance: z.number(),
});

type FittedPca = z.infer<typeof savedSchema>;

/**
 * Principal component analysis, with whitening if wished.
 *
 * y = V^T (x - mean); whitened y[k] / sqrt(variance[k])
 *
 * V holds the eigenvectors of the training part's covariance (divided by n - 1) with the largest eigenvalues first; the sign
 * of each makes its largest entry positive. Components whose variance is rounding noise are left out. Time: about d³ for d
 * features, plus n d² for n examples; 784 features take some seconds.
 * Shapes: [...] -> [components]
 *
 * @throws {ConvlabError} E_DATA_SCALER when more components are wanted than there are directions that vary
 * @see Pearson, "On lines and planes of closest fit to systems of points in space", Philosophical Magazine 2, 1901.
 */
export const pca = definePlugin({
  kind: 'scaler',
  id: 'convlab/pca',
  version: 1,
  title: 'Principal components',
  summary: 'Projects onto the directions in which the training part varies most.',
  formula: 'y = V^T (x - mean)',
  references: [
    'Pearson, On lines and planes of closest fit to systems of points in space, Philosophical Magazine 2, 1901',
  ],
  config,
  create: ({ components, variance, whiten }) => ({
    fit: async (source, part) => {
      const size = numElements(source.info.inputShape);
      const { mean } = await featureMoments(source, part, size);
      const covariance = await covarianceMatrix(source, part, mean);
      const { values, vectors } = sortedEigen(covariance);
      const count = numComponents(values, components, variance);
      const kept = values.slice(0, count);
      return projector({
        inputShape: source.info.inputShape,
        mean: [...mean],
        projection: kept.map((value, k) => {
          const direction = withPositivePeak(vectors.getColumn(k));
          return whiten ? direction.map((entry) => entry / Math.sqrt(value)) : direction;
        }),
        variances: kept,
        totalVariance: values.reduce((sum, value) => sum + value, 0),
      });
    },
    restore: (saved) => {
      const parsed = savedSchema.safeParse(saved);
      if (parsed.success) return projector(parsed.data);
      throw scalerError('The saved principal components cannot be read.', saved, 'what this scaler saved');
    },
  }),
});

async function covarianceMatrix(
  source: ExampleSource,
  part: TrainingIndices,
  mean: Float64Array,
): Promise<Matrix> {
  if (part.length < 2)
    throw scalerError('One example has no covariance.', part.length, 'at least 2 examples');
  const size = mean.length;
  const sums = new Float64Array(size * size);
  for (let start = 0; start < part.length; start += CHUNK) {
    const { inputs } = await source.read(part.subarray(start, start + CHUNK));
    addOuterProducts(inputs, mean, sums);
  }
  const matrix = Matrix.zeros(size, size);
  for (let i = 0; i < size; i++) {
    for (let j = 0; j <= i; j++) {
      const value = (sums[i * size + j] as number) / (part.length - 1);
      matrix.set(i, j, value);
      matrix.set(j, i, value);
    }
  }
  return matrix;
}

/** Adds the lower triangle of (x - mean)(x - mean)^T for every example. */
function addOuterProducts(inputs: Float32Array, mean: Float64Array, sums: Float64Array): void {
  const size = mean.length;
  const centred = new Float64Array(size);
  for (let start = 0; start < inputs.length; start += size) {
    for (let i = 0; i < size; i++) centred[i] = (inputs[start + i] as number) - (mean[i] as number);
    for (let i = 0; i < size; i++) {
      const value = centred[i] as number;
      // Images have many pixels that are constant, and often many that are exactly the mean.
      if (value === 0) continue;
      const row = i * size;
      for (let j = 0; j <= i; j++) sums[row + j] = (sums[row + j] as number) + value * (centred[j] as number);
    }
  }
}

function sortedEigen(covariance: Matrix): { values: number[]; vectors: Matrix } {
  const { realEigenvalues, eigenvectorMatrix } = new EigenvalueDecomposition(covariance, {
    assumeSymmetric: true,
  });
  // The decomposition gives symmetric matrices' eigenvalues in ascending order.
  const order = realEigenvalues.map((_, i) => i).toReversed();
  return {
    values: order.map((i) => Math.max(0, realEigenvalues[i] as number)),
    vectors: eigenvectorMatrix.subMatrixColumn(order),
  };
}

function numComponents(values: readonly number[], wanted: number | undefined, variance: number): number {
  const largest = values[0] ?? 0;
  const varying = values.filter((value) => value > NEGLIGIBLE * largest).length;
  if (varying === 0 || (wanted !== undefined && wanted > varying)) {
    throw scalerError(
      'There are fewer directions that vary in the training part than components wanted.',
      wanted ?? 0,
      `at most ${varying} components`,
    );
  }
  if (wanted !== undefined) return wanted;
  const total = values.reduce((sum, value) => sum + value, 0);
  let explained = 0;
  for (let count = 0; count < varying; count++) {
    explained += values[count] as number;
    // Compared with a margin, as the shares do not add up to exactly 1.
    if (explained >= variance * total * (1 - 1e-12)) return count + 1;
  }
  return varying;
}

function withPositivePeak(direction: readonly number[]): number[] {
  const peak = direction.reduce((best, entry) => (Math.abs(entry) > Math.abs(best) ? entry : best), 0);
  return direction.map((entry) => (peak < 0 ? -entry : entry));
}

function projector(fitted: FittedPca): FittedScaler {
  const { inputShape, mean, projection } = fitted;
  const size = numElements(inputShape);
  const rows = projection.map((row) => Float64Array.from(row));
  return {
    outputShape: [rows.length],
    transform: (inputs) => {
      requireWhole(inputs.length, inputShape);
      const out = new Float32Array((inputs.length / size) * rows.length);
      for (let start = 0, at = 0; start < inputs.length; start += size) {
        for (const row of rows) {
          let sum = 0;
          for (let i = 0; i < size; i++) {
            sum += (row[i] as number) * ((inputs[start + i] as number) - (mean[i] as number));
          }
          out[at++] = sum;
        }
      }
      return out;
    },
    toJSON: () => fitted,
  };
}

function scalerError(message: string, received: unknown, expected: string): ConvlabError {
  return new ConvlabError({ code: 'E_DATA_SCALER', message, received, expected });
}
