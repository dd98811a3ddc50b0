import { createRegistry, definePlugin, type Panel, type PanelResult, type PanelRun } from '@convlab/core';
import { expect, it } from 'vitest';
import { z } from 'zod';
import { runPanels } from './run-panels.ts';

const run: PanelRun = {
  task: 'classification',
  rows: [{ 'validation/loss': 1 }],
  numExamples: { train: 600, trainEval: 600, validation: 200 },
  plannedEpochs: 3,
  bestEpoch: 1,
  spec: {},
  epochMs: [1000],
  layers: [],
  ended: false,
};
const result: PanelResult = {
  answer: 'One epoch.',
  chart: { type: 'table', columns: [{ label: 'Loss', unit: 'number' }], rows: [[1]] },
};

function panel(name: string, compute: Panel['compute']) {
  return definePlugin({
    kind: 'panel',
    id: `test/${name}`,
    version: 1,
    title: name,
    summary: '.',
    config: z.strictObject({}),
    create: (): Panel => ({ question: `Is it ${name}?`, place: 'errors', compute }),
  });
}

it('shows what panels have to show, names what fails, and goes on', () => {
  const registry = createRegistry().use(
    panel('silent', () => undefined),
    panel('broken', () => {
      throw new Error('no such metric');
    }),
    panel('odd', () => ({ ...result, answer: '' })),
    panel('sound', () => result),
  );
  const place = 'errors';
  expect(runPanels(run, registry)).toEqual([
    { id: 'test/broken', question: 'Is it broken?', place, error: 'no such metric' },
    { id: 'test/odd', question: 'Is it odd?', place, error: expect.stringContaining('answer') as string },
    { id: 'test/sound', question: 'Is it sound?', place, result },
  ]);
});

it('names a panel that cannot be made by its title', () => {
  const unmakable = definePlugin({
    kind: 'panel',
    id: 'test/unmakable',
    version: 1,
    title: 'Unmakable',
    summary: '.',
    config: z.strictObject({}),
    create: (): Panel => {
      throw new Error('not today');
    },
  });
  expect(runPanels(run, createRegistry().use(unmakable))).toMatchObject([
    { question: 'Unmakable', place: 'live', error: expect.stringContaining('not today') as string },
  ]);
});
