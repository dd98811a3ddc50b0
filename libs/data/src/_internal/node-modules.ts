import type * as crypto from 'node:crypto';
import type * as fs from 'node:fs/promises';
import type * as os from 'node:os';
import type * as path from 'node:path';
import { ConvlabError } from '@convlab/core';

interface NodeModules {
  readonly fs: typeof fs;
  readonly path: typeof path;
  readonly os: typeof os;
  readonly crypto: typeof crypto;
}

/**
 * The modules of Node that files are read with; asked of the process, so that bundlers for browsers need no stand-ins.
 *
 * @throws {ConvlabError} E_DATA_ENVIRONMENT in a browser
 */
export function nodeModules(): NodeModules {
  const host = (globalThis as { process?: NodeJS.Process }).process;
  if (typeof host?.getBuiltinModule !== 'function') {
    throw new ConvlabError({
      code: 'E_DATA_ENVIRONMENT',
      message: 'Files can be read in Node only.',
      hint: 'Load this data set in a worker process or on the server.',
    });
  }
  return {
    fs: host.getBuiltinModule('node:fs/promises'),
    path: host.getBuiltinModule('node:path'),
    os: host.getBuiltinModule('node:os'),
    crypto: host.getBuiltinModule('node:crypto'),
  };
}
