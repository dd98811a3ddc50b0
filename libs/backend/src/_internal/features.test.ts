import { readFile } from 'node:fs/promises';
import * as tf from '@tensorflow/tfjs';
import { describe, expect, it } from 'vitest';
import { useConvlabBackend } from '../use-convlab-backend/use-convlab-backend.ts';
import { nativeKernels } from './register.ts';

const index = await readFile(new URL('../index.ts', import.meta.url), 'utf8');
const page = await readFile(new URL('../../FEATURES.md', import.meta.url), 'utf8');

/** Cells of the table under a heading, without its head. */
function rowsUnder(heading: string): string[][] {
  const section = page.slice(page.indexOf(heading)).split('\n## ')[0] ?? '';
  const rows = section.split('\n').filter((line) => line.startsWith('|'));
  return rows.slice(2).map((row) =>
    row
      .split('|')
      .slice(1, -1)
      .map((cell) => cell.trim()),
  );
}

describe('FEATURES.md', () => {
  it('names every native kernel, and no other', () => {
    const stated = rowsUnder('## Kernels of TensorFlow.js')
      .flatMap(([, kernels = '']) => kernels.replaceAll('\\_', '_').match(/\b_?[A-Z]\w+/g) ?? [])
      .sort();
    // 'its two gradients' of the depthwise convolution.
    const actual = Object.keys(nativeKernels).filter((name) => !name.includes('NativeBackprop'));
    expect(stated).toEqual(actual.sort());
  });

  it('counts the kernels of cpu', async () => {
    await useConvlabBackend();
    const count = tf.getKernelsForBackend('cpu').length;
    expect(page).toContain(`All ${count} kernels of`);
  });

  it('has a row for every op', () => {
    const stated = rowsUnder('## Ops of this package').flatMap(([op = '']) =>
      op
        .replaceAll(/\(.*?\)/g, '')
        .split(',')
        .map((name) => name.trim()),
    );
    const actual = [...index.matchAll(/export \{([^}]*)\} from '\.\/ops\//g)].flatMap(([, names = '']) =>
      names.split(',').map((name) => name.trim()),
    );
    expect(stated.sort()).toEqual(actual.sort());
  });
});
