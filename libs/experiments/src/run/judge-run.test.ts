import { definePlugin, type Diagnosis, type Plugin } from '@convlab/core';
import type { StartedEvent } from '@convlab/training';
import { expect, it } from 'vitest';
import { z } from 'zod';
import { registry } from '../_testing/registry.ts';
import { judgeRun } from './judge-run.ts';

const started: StartedEvent = {
  type: 'started',
  epoch: 0,
  plannedEpochs: 3,
  stepsPerEpoch: 1,
  numWeights: 1,
  numExamples: { train: 600, trainEval: 600, validation: 200, test: 0 },
  task: 'classification',
  majorityShare: 0.1,
  monitor: { name: 'validation/loss', better: 'lower' },
  backend: { name: 'cpu', reason: 'test' },
};
const rows = [3, 2, 1].map((loss) => ({ 'train/loss': loss, 'validation/loss': loss }));
const record = { started, rows, spec: {} };

function diagnosis(name: string, diagnose: Diagnosis['diagnose']): Plugin {
  const config = z.strictObject({});
  const create = () => ({ diagnose });
  return definePlugin({
    kind: 'diagnosis',
    id: `test/${name}`,
    version: 1,
    title: name,
    summary: '.',
    config,
    create,
  });
}

it('adds what diagnoses find to the report, and leaves its verdict alone', () => {
  const short = diagnosis('short', ({ rows: { length }, plannedEpochs }) => ({
    message: `${length} of ${plannedEpochs} epochs.`,
    remedy: { title: 'Train on', why: 'It is short.' },
  }));
  const silent = diagnosis('silent', () => undefined);
  const plain = judgeRun(record, registry);
  const report = judgeRun(record, registry.use(short, silent));
  expect(report.warnings).toEqual([...plain.warnings, { id: 'test/short', message: '3 of 3 epochs.' }]);
  expect(report.remedies.at(-1)).toEqual({ id: 'test/short', title: 'Train on', why: 'It is short.' });
  expect(report.verdict).toBe(plain.verdict);
});

it('names a diagnosis that fails, and goes on', () => {
  const broken = diagnosis('broken', () => {
    throw new Error('no such metric');
  });
  const sound = diagnosis('sound', () => ({ message: 'Seen.' }));
  const messages = judgeRun(record, registry.use(broken, sound)).warnings.map(({ message }) => message);
  expect(messages).toEqual(['The check "broken" failed: no such metric', 'Seen.']);
});
