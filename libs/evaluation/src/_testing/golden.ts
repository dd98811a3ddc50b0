import { readFile } from 'node:fs/promises';
import type { Predictions } from '@convlab/core';

/** One case: predictions, and what scikit-learn makes of them. */
export interface GoldenCase {
  readonly numOutputs: number;
  readonly outputs: readonly number[];
  readonly targets: readonly number[];
  /** By metric: `f1/macro`, `top-2`. */
  readonly values: Readonly<Record<string, number>>;
  readonly confusion?: readonly (readonly number[])[];
  /** False and true positive rates of class 1. */
  readonly rocCurve?: readonly [readonly number[], readonly number[]];
}

/** The cases by task. */
export interface Golden {
  readonly classification: readonly GoldenCase[];
  readonly multiLabel: readonly GoldenCase[];
  readonly regression: readonly GoldenCase[];
}

/** Reads the recorded values. */
export async function readGolden(): Promise<Golden> {
  return JSON.parse(await readFile(new URL('./metrics.golden.json', import.meta.url), 'utf8')) as Golden;
}

/** The predictions of a case. */
export function predictionsOf({ numOutputs, outputs, targets }: GoldenCase, classes: boolean): Predictions {
  return {
    numOutputs,
    length: outputs.length / numOutputs,
    outputs: Float32Array.from(outputs),
    targets: classes ? Int32Array.from(targets) : Float32Array.from(targets),
  };
}

/** The examples at `rows` of some predictions, in that order. */
export function takeRows(all: Predictions, rows: readonly number[]): Predictions {
  const { numOutputs, outputs, targets } = all;
  const width = targets.length / all.length;
  const pick = (values: ArrayLike<number>, size: number): number[] =>
    rows.flatMap((row) => Array.from({ length: size }, (_, k) => values[row * size + k] as number));
  return {
    numOutputs,
    length: rows.length,
    outputs: Float32Array.from(pick(outputs, numOutputs)),
    targets:
      targets instanceof Int32Array
        ? Int32Array.from(pick(targets, width))
        : Float32Array.from(pick(targets, width)),
  };
}
