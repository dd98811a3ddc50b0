import { parseArgs } from 'node:util';
import { isIP } from 'node:net';
import { join, resolve } from 'node:path';
import { ConvlabError } from '@convlab/core';

/** How the server was asked to run. */
export interface ServerOptions {
  readonly host: string;
  /** The port to try first; 0 for any free one. */
  readonly port: number;
  /** The folder of the embedded database. */
  readonly dataDir: string;
  /** PostgreSQL to use in place of the embedded database. */
  readonly databaseUrl?: string;
  /** What visitors must know; always present when the host is not this machine's own loopback address. */
  readonly token?: string;
  /** Names, beside the address itself, under which browsers may reach the server. */
  readonly allowedHosts: readonly string[];
  readonly dev: boolean;
}

/** The port that is tried first. */
const DEFAULT_PORT = 7420;

/** Shorter tokens can be guessed. */
const MIN_TOKEN_LENGTH = 16;

/** What `--help` prints. */
export const USAGE = `Usage: npm start -- [options]

  --port N           port to listen on (default ${DEFAULT_PORT}; the next free one if it is taken)
  --host ADDRESS     address to listen on (default 127.0.0.1; any other needs CONVLAB_TOKEN)
  --allow-host NAME  a further name under which browsers reach this server; may be repeated
  --data DIR         folder of the database (default .convlab)
  --dev              rebuild pages while their sources change
  --help             show this text

Environment: CONVLAB_TOKEN  access token, ${MIN_TOKEN_LENGTH} characters or more
             DATABASE_URL   PostgreSQL to use in place of the folder`;

/**
 * Options from the command line and the environment. The token comes from the environment alone: command lines are visible to
 * every user of a machine.
 *
 * @throws {ConvlabError} E_SERVER_OPTION for an unknown option or an impossible value, E_SERVER_TOKEN when the token is missing
 * or too short.
 */
export function readOptions(
  args: readonly string[],
  env: Readonly<Record<string, string | undefined>>,
  folders: { readonly project: string; readonly start: string },
): ServerOptions | 'help' {
  const values = parse(args);
  if (values.help === true) return 'help';
  const host = values.host ?? '127.0.0.1';
  const token = env['CONVLAB_TOKEN'] || undefined;
  requireToken(host, token);
  const databaseUrl = env['DATABASE_URL'] || undefined;
  return {
    host,
    port: values.port === undefined ? DEFAULT_PORT : portOf(values.port),
    dataDir:
      values.data === undefined ? join(folders.project, '.convlab') : resolve(folders.start, values.data),
    allowedHosts: values['allow-host'] ?? [],
    dev: values.dev ?? false,
    ...(databaseUrl === undefined ? {} : { databaseUrl }),
    ...(token === undefined ? {} : { token }),
  };
}

/** Whether `host` can be reached from this machine alone. */
export function isLoopback(host: string): boolean {
  const name = host.replace(/^\[|\]$/g, '');
  return name === 'localhost' || name === '::1' || (isIP(name) === 4 && name.startsWith('127.'));
}

function parse(args: readonly string[]) {
  try {
    return parseArgs({
      args: [...args],
      options: {
        port: { type: 'string' },
        host: { type: 'string' },
        data: { type: 'string' },
        'allow-host': { type: 'string', multiple: true },
        dev: { type: 'boolean' },
        help: { type: 'boolean' },
      },
    }).values;
  } catch (error) {
    throw new ConvlabError({
      code: 'E_SERVER_OPTION',
      message: (error as Error).message.split('. ')[0] ?? 'The options cannot be read',
      hint: 'Run "npm start -- --help" for the options.',
    });
  }
}

function portOf(text: string): number {
  const port = Number(text);
  if (/^\d+$/.test(text) && port <= 65_535) return port;
  throw new ConvlabError({
    code: 'E_SERVER_OPTION',
    message: 'The port is malformed',
    received: text,
    expected: 'a whole number from 0 to 65535',
  });
}

function requireToken(host: string, token: string | undefined): void {
  if (token !== undefined && token.length < MIN_TOKEN_LENGTH) {
    throw new ConvlabError({
      code: 'E_SERVER_TOKEN',
      message: `The access token in CONVLAB_TOKEN has ${token.length} characters`,
      expected: `${MIN_TOKEN_LENGTH} characters or more`,
      hint: 'Make one with: openssl rand -hex 16',
    });
  }
  if (token !== undefined || isLoopback(host)) return;
  throw new ConvlabError({
    code: 'E_SERVER_TOKEN',
    message: `Others can reach this server at ${host}, so it needs an access token`,
    expected: 'the environment variable CONVLAB_TOKEN',
    hint: 'For example: CONVLAB_TOKEN=$(openssl rand -hex 16) npm start -- --host 0.0.0.0',
  });
}
