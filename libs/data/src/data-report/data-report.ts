import { numElements, type DataSplit, type ExampleSource } from '@convlab/core';
import { featureMoments } from '../_internal/feature-moments.ts';
import { checkData } from './checks.ts';
import { findDuplicates } from './duplicates.ts';
import { PARTS, type DataReport, type PartName, type PartReport } from './report.ts';
import { scanExamples } from './scan.ts';

/**
 * Looks a data set over before anything is trained: balance of the classes, moments of the features, repeated examples and
 * whether a split lets them leak, blank examples, values that are no number.
 *
 * Reads every example once, and the training part twice, in pieces: data larger than memory will do. Equal examples are found by
 * a hash of 52 bits of their values, so that among 70,000 different ones a false pair has a chance of 1 in 2 million.
 */
export async function inspectData(source: ExampleSource, split: DataSplit): Promise<DataReport> {
  const scan = await scanExamples(source);
  const { inputShape } = source.info;
  const period = inputShape.length === 3 ? (inputShape[2] as number) : numElements(inputShape);
  const moments = await featureMoments(source, split.train, period);
  const facts = {
    parts: PARTS.map((name) => reportPart(source, name, split[name])),
    features: Array.from({ length: period }, (_, k) => ({
      mean: moments.mean[k] as number,
      standardDeviation: moments.standardDeviation[k] as number,
      min: moments.min[k] as number,
      max: moments.max[k] as number,
    })),
    duplicates: findDuplicates(scan, split),
    numBlank: scan.numBlank,
    numNotFinite: scan.numNotFinite,
  };
  return { ...facts, checks: checkData(source.info, facts, source.skipped?.length ?? 0) };
}

function reportPart({ info, labels }: ExampleSource, name: PartName, indices: Int32Array): PartReport {
  const numExamples = indices.length;
  if (labels === undefined) return { name, numExamples };
  const classCounts = new Array<number>(info.numOutputs).fill(0);
  for (const index of indices) {
    const label = labels[index] as number;
    classCounts[label] = (classCounts[label] as number) + 1;
  }
  return { name, numExamples, classCounts };
}
