import { readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { isConvlabError } from '@convlab/core';
import { readOptions, USAGE } from './options.ts';
import { startServer } from './server.ts';

const PROJECT_DIR = fileURLToPath(new URL('../../../..', import.meta.url)).replace(/\/$/, '');

/** Starts the server from the command line; failures are one sentence, not a stack trace. */
export async function main(args: readonly string[]): Promise<void> {
  try {
    // npm runs scripts in the package's folder and says where it was started.
    const start = process.env['INIT_CWD'] ?? process.cwd();
    const options = readOptions(args, process.env, { project: PROJECT_DIR, start });
    if (options === 'help') {
      process.stdout.write(`${USAGE}\n`);
      return;
    }
    // Training processes look for `convlab.config` where they are started, as the server does.
    process.chdir(hasConfiguration(start) ? start : PROJECT_DIR);
    const server = await startServer(options);
    process.stdout.write(`${server.greeting}\n`);
    stopOnSignals(server.close);
  } catch (error) {
    process.stderr.write(
      `${isConvlabError(error) ? error.message : String((error as Error).stack ?? error)}\n`,
    );
    process.exit(1);
  }
}

function hasConfiguration(folder: string): boolean {
  return readdirSync(folder).some((file) => file.startsWith('convlab.config.'));
}

function stopOnSignals(close: () => Promise<void>): void {
  let closing = false;
  const stop = (): void => {
    // A second signal means that the first took too long.
    if (closing) process.exit(1);
    closing = true;
    void close().then(
      () => process.exit(0),
      () => process.exit(1),
    );
  };
  process.on('SIGINT', stop);
  process.on('SIGTERM', stop);
}
