import { ReadStream } from 'node:tty';
import { describe, expect, it } from 'vitest';
import { readOptions } from './read-options.ts';

/* Nobody to ask. */
const input = Object.create(ReadStream.prototype) as ReadStream;
const read = (...args: string[]) => readOptions(args, input);

describe('readOptions', () => {
  it('reads name, kind and namespace', async () => {
    const plugin = { name: 'log-cosh', kind: 'loss', namespace: 'acme' };
    expect(await read('log-cosh', '--kind', 'loss', '--namespace', 'acme')).toEqual(plugin);
    expect(await read('log-cosh', '-k', 'loss')).toEqual({ ...plugin, namespace: 'log-cosh' });
    expect(await read('--help')).toBe('help');
  });

  it.each([
    [[], 'Missing: Name'],
    [['log-cosh'], 'Missing: Kind'],
    [['LogCosh', '--kind', 'loss'], 'not in kebab-case'],
    [['log-cosh', '--kind', 'los'], 'no kind "los". Kinds: activation'],
    [['log-cosh', '--kind', 'loss', '--namespace', 'convlab'], 'reserved'],
    [['log-cosh', '--kin', 'loss'], "'--kin'"],
  ])('refuses %j', async (args, message) => {
    await expect(read(...args)).rejects.toThrow(message);
  });
});
