import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { checkImport } from './check-import.ts';

describe('checkImport', { timeout: 60_000 }, () => {
  let folder = '';
  const check = async (code: string) => {
    const path = join(folder, `module-${code.length}.mjs`);
    await writeFile(path, code);
    return checkImport(pathToFileURL(path).href);
  };
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'convlab-import-'));
  });
  afterAll(() => rm(folder, { recursive: true, force: true }));

  it('passes a module that does nothing', async () => {
    expect(await check('export const plugin = {};')).toEqual({ name: 'import is inert', passed: true });
  });

  it('names everything else that a module does', async () => {
    const tfjs = import.meta.resolve('@tensorflow/tfjs');
    const { passed, message } = await check(`
      import * as tf from '${tfjs}';
      tf.scalar(1);
      globalThis.registered = 1;
      process.on('SIGHUP', () => undefined);
      console.log('Welcome!');`);
    expect(passed).toBe(false);
    expect(message).toContain('Importing changes tensors, globals, listeners, printed.');
  });

  it('fails a module that cannot be imported', async () => {
    const { passed, message } = await check("throw new Error('Not here.');");
    expect(passed).toBe(false);
    expect(message).toContain('Not here.');
  });
});
