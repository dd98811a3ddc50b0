import { describe, expect, it } from 'vitest';
import { isLoopback, readOptions } from './options.ts';

const folders = { project: '/project', start: '/start' };
const read = (args: string[], env: Record<string, string> = {}) => readOptions(args, env, folders);

describe('readOptions', () => {
  it('stays on this machine by default', () => {
    expect(read([])).toEqual({
      host: '127.0.0.1',
      port: 7420,
      dataDir: '/project/.convlab',
      allowedHosts: [],
      dev: false,
    });
  });
  it('reads every option', () => {
    expect(
      read(['--port', '0', '--data', 'here', '--dev', '--allow-host', 'a', '--allow-host', 'b'], {
        DATABASE_URL: 'postgres://x',
      }),
    ).toEqual({
      host: '127.0.0.1',
      port: 0,
      dataDir: '/start/here',
      allowedHosts: ['a', 'b'],
      dev: true,
      databaseUrl: 'postgres://x',
    });
  });
  it.each([['--port', '70000'], ['--port', '-1'], ['--port', '80x'], ['--colour', 'red'], ['stray']])(
    'refuses %s %s',
    (...args) => {
      expect(() => read(args)).toThrow(expect.objectContaining({ code: 'E_SERVER_OPTION' }));
    },
  );
  it('opens to others only with a token', () => {
    expect(() => read(['--host', '0.0.0.0'])).toThrow(expect.objectContaining({ code: 'E_SERVER_TOKEN' }));
    expect(() => read(['--host', '0.0.0.0'], { CONVLAB_TOKEN: 'short' })).toThrow(/5 characters/);
    expect(read(['--host', '0.0.0.0'], { CONVLAB_TOKEN: '0123456789abcdef' })).toMatchObject({
      token: '0123456789abcdef',
    });
  });
  it('gives help', () => expect(read(['--help'])).toBe('help'));
});

describe('isLoopback', () => {
  it.each(['127.0.0.1', '127.8.8.8', 'localhost', '::1', '[::1]'])('%s is', (host) =>
    expect(isLoopback(host)).toBe(true),
  );
  it.each(['0.0.0.0', '::', '10.0.0.1', '127.0.0.1.example', '128.0.0.1'])('%s is not', (host) =>
    expect(isLoopback(host)).toBe(false),
  );
});
