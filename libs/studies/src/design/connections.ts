import type { StudyArm, StudyBudget } from '@convlab/core';
import type { ExperimentSpec } from '@convlab/experiments';
import { studyData, type PerBudget } from './base.ts';
import { chain } from './graph.ts';

const EPOCHS: PerBudget<number> = { smoke: 1, lesson: 20, full: 60 };

const relu = (name: string) => ({ name, kind: 'activation' as const, id: 'relu' });
const CONVOLUTIONAL = chain([
  { name: 'conv1', id: 'conv', filters: 12, kernelSize: 3 },
  relu('relu1'),
  { name: 'conv2', id: 'conv', filters: 24, kernelSize: 3 },
  relu('relu2'),
]);
const LOCALLY_CONNECTED = chain([
  { name: 'local1', id: 'locally-connected', filters: 4, kernelSize: 3 },
  relu('relu1'),
  { name: 'local2', id: 'locally-connected', filters: 4, kernelSize: 3 },
  relu('relu2'),
]);

/** How the units of a network may be connected, in networks for digits of about as many weights. */
export const CONNECTIONS: readonly StudyArm[] = [
  { name: 'convolutional', set: { 'network.graph': CONVOLUTIONAL } },
  { name: 'locally connected', set: { 'network.graph': LOCALLY_CONNECTED } },
  { name: 'fully connected', set: {} },
];

/** The experiment that {@link CONNECTIONS} change: a fully connected network on few digits. */
export function connectionExperiment(name: string, budget: StudyBudget): ExperimentSpec {
  return {
    name,
    data: studyData('digits', { fraction: 0.25 }),
    network: { architecture: { id: 'mlp', hidden: [40] } },
    optimizer: { id: 'adam', learningRate: 0.003 },
    training: { batchSize: 32, epochs: EPOCHS[budget] },
  };
}
