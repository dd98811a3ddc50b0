import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';

/** One command of the continuous integration run. */
export interface Step {
  readonly title: string;
  readonly command: readonly [string, ...string[]];
  /** Whether the command has nothing to do; it is then left out. */
  readonly isDone?: () => boolean;
}

const install = ['apt-get', 'install', '--yes', '--no-install-recommends'] as const;

/** A root npm script; one that does not exist is passed over. */
const script = (name: string, ...options: string[]): Step => ({
  title: `npm run ${name}`,
  command: ['npm', 'run', '--if-present', name, ...(options.length > 0 ? ['--', ...options] : [])],
});

/**
 * What continuous integration runs after `npm ci`, in order.
 *
 * Every test runs: a result from Nx's cache would count no tests.
 */
export const steps: readonly Step[] = [
  script('test', '--skip-nx-cache'),
  script('knip'),
  script('build'),
  {
    title: 'package lists',
    command: ['apt-get', 'update', '--quiet'],
    isDone: () => hasChromium() && hasPostgres(),
  },
  {
    title: 'Chromium',
    command: [...install, 'chromium', 'fonts-liberation'],
    isDone: hasChromium,
  },
  { title: 'PostgreSQL', command: [...install, 'postgresql'], isDone: hasPostgres },
  script('test:postgres'),
  script('e2e', '--skip-nx-cache'),
];

function hasChromium(): boolean {
  return isOnPath('chromium');
}

function hasPostgres(): boolean {
  // Debian keeps the server's programs out of PATH, one folder per major version.
  return isOnPath('initdb') || existsSync('/usr/lib/postgresql');
}

function isOnPath(program: string): boolean {
  const folders = (process.env['PATH'] ?? '').split(delimiter);
  return folders.some((folder) => existsSync(join(folder, program)));
}
