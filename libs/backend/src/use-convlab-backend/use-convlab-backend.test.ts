import { execFileSync } from 'node:child_process';
import * as tf from '@tensorflow/tfjs';
import { expect, it } from 'vitest';
import { chooseBackend } from '../choose-backend/choose-backend.ts';
import { describeBackend } from '../describe-backend/describe-backend.ts';
import { useConvlabBackend } from './use-convlab-backend.ts';

it('registers nothing on import', () => {
  expect(tf.findBackendFactory('convlab')).toBeNull();
  expect(describeBackend().convlab).toBeUndefined();
});

it('registers once and becomes the current backend', async () => {
  const info = await useConvlabBackend();
  expect(tf.getBackend()).toBe('convlab');
  const names = (backend: string): string[] =>
    tf.getKernelsForBackend(backend).map((kernel) => kernel.kernelName);
  expect(names('convlab')).toEqual(expect.arrayContaining(names('cpu')));
  await tf.setBackend('cpu');
  expect(await useConvlabBackend()).toEqual(info);
  expect(tf.getBackend()).toBe('convlab');
});

it('says what it chose and why', async () => {
  const choice = await chooseBackend('auto');
  expect(choice.name).toBe('convlab');
  expect(choice.rejected[0]?.name).toBe('webgpu');
  await expect(chooseBackend('no-such')).rejects.toThrow(/E_BACKEND_UNAVAILABLE/);
});

it('prints nothing, in plain Node too', () => {
  const program = `
    import * as tf from '@tensorflow/tfjs';
    import { useConvlabBackend } from '@convlab/backend';
    await useConvlabBackend();
    tf.tensor1d([1, 2]).square().dataSync();
  `;
  const output = execFileSync(process.execPath, ['--import', 'tsx', '--input-type=module', '-e', program], {
    cwd: import.meta.dirname,
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  expect(output).toBe('');
});

it('gives copies, not views of memory that is used again', async () => {
  await useConvlabBackend();
  const x = tf.tensor1d([1, 2, 3]).square();
  const values = x.dataSync();
  x.dispose();
  tf.tensor1d([7, 8, 9]).square().dispose();
  expect([...values]).toEqual([1, 4, 9]);
});

it('keeps a slice of a disposed tensor intact', async () => {
  await useConvlabBackend();
  const parts = tf.tidy(() => tf.tensor2d([1, 2, 3, 4], [2, 2]).square().unstack());
  tf.tensor1d([5, 6, 7, 8]).square().dispose();
  expect(parts.map((part) => [...part.dataSync()])).toEqual([
    [1, 4],
    [9, 16],
  ]);
  tf.dispose(parts);
});
