/**
 * The dashboard with a worker whose trainings only report, as fast as they can: `soak-server.ts FOLDER`; says its port and the run.
 *
 * Pages are told of changes forty times a second instead of twice, so that minutes hold as many updates as hours do.
 */
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { startWorker } from '@convlab/store';
import { openWorkbench } from '@convlab/workbench';
import { buildIfStale } from '../bin/build.js';
import { answerWith } from '../src/server/http/answer.ts';
import { preparePages } from '../src/server/server.ts';
import { EPOCHS } from './soak-child.ts';

const UPDATE_MS = 25;
const [folder = ''] = process.argv.slice(2);
Object.assign(process.env, { NODE_ENV: 'production', NEXT_TELEMETRY_DISABLED: '1' });
await buildIfStale();
const workbench = await openWorkbench({ location: { dataDir: join(folder, 'store') }, folder, slots: 0 });
const child = {
  module: new URL('./soak-child.ts', import.meta.url),
  execArgv: ['--import', import.meta.resolve('tsx')],
};
await startWorker({ store: workbench.store, slots: 1, child });
const server = createServer();
const options = { host: '127.0.0.1', allowedHosts: [], dev: false };
const pages = await preparePages(options, server);
const answer = answerWith({ ...options, updateMs: UPDATE_MS }, workbench, pages);
server.on('request', (request, response) => void answer(request, response));
await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
const { runIds } = await workbench.launch({ data: { set: 'digits' }, training: { epochs: EPOCHS } });
process.on('disconnect', () => process.exit(0));
process.send?.({ port: (server.address() as AddressInfo).port, runId: runIds[0] });
