import { register } from 'tsx/esm/api';
import { buildIfStale } from './build.js';

/**
 * Builds the pages if their sources changed, then runs the server from source.
 *
 * @param {readonly string[]} args
 */
export async function startDashboard(args) {
  const dev = args.includes('--dev');
  process.env['NODE_ENV'] = dev ? 'development' : 'production';
  process.env['NEXT_TELEMETRY_DISABLED'] = '1';
  if (!dev && !args.includes('--help')) await buildIfStale();
  register();
  const { main } = await import('../src/server/main.ts');
  await main(args);
}
