/** The dashboard's server without its pages, with two trainings at a time: `live-server.ts FOLDER`; says its port and, when asked, its delays. */
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { join } from 'node:path';
import { openWorkbench } from '@convlab/workbench';
import { answerWith } from '../src/server/http/answer.ts';

const [folder = ''] = process.argv.slice(2);
const workbench = await openWorkbench({ location: { dataDir: join(folder, 'store') }, folder, slots: 2 });
const pages = async (_request: unknown, response: { end(): void }): Promise<void> =>
  Promise.resolve(response.end());
const answer = answerWith({ host: '127.0.0.1', allowedHosts: [], dev: false }, workbench, pages);
const server = createServer((request, response) => void answer(request, response));
await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
const delay = monitorEventLoopDelay({ resolution: 10 });
process.on('message', (message: { launch?: unknown; measure?: true; report?: true }) => {
  if (message.launch !== undefined) {
    void workbench.launch(message.launch).then(({ runIds }) => process.send?.({ runId: runIds[0] }));
  }
  if (message.measure) delay.enable();
  if (message.report) {
    process.send?.({
      p99: delay.percentile(99) / 1e6,
      max: delay.max / 1e6,
      rss: process.memoryUsage.rss(),
    });
    delay.reset();
  }
});
process.on('disconnect', () => process.exit(1));
process.send?.({ port: (server.address() as AddressInfo).port });
