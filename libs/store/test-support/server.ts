/** A process that holds a store and trains, to be killed: `server.ts <dataDir | databaseUrl> <slots> <graceMs> <maxCrashes>`. */
import { openStore } from '../src/store/store.ts';
import { startWorker } from '../src/worker/worker.ts';
import { counting, locationOf } from './harness.ts';

const [where = '', slots = '1', graceMs = '1500', maxCrashes = '4'] = process.argv.slice(2);
const store = await openStore(locationOf(where));
store.announce('http://127.0.0.1:4000');
const worker = await startWorker({
  store,
  slots: Number(slots),
  child: counting,
  graceMs: Number(graceMs),
  maxCrashes: Number(maxCrashes),
});
process.on('message', (message: { stop?: string; count?: true }) => {
  if (message.stop !== undefined) {
    void store.runs.stop(message.stop).then((effect) => process.send?.({ effect }));
  }
  if (message.count) {
    void store.runs
      .countByStatus()
      .then(({ queued = 0, running = 0, lost = 0 }) => process.send?.({ left: queued + running + lost }));
  }
});
// Whoever started it is gone.
process.on('disconnect', () => process.exit(1));
process.on('SIGTERM', () => {
  void worker
    .stop()
    .then(() => store.close())
    .then(() => process.exit(0));
});
process.send?.({ ready: true });
for await (const { event } of store.live.subscribeAll(undefined, new AbortController().signal)) {
  if (event.type === 'epoch' || event.type === 'status') process.send?.({ event });
}
