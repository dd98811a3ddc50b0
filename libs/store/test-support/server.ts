/** A process that holds a store and trains, to be killed: `server.ts <dataDir | databaseUrl> <slots>`. */
import { openStore } from '../src/store/store.ts';
import { startWorker } from '../src/worker/worker.ts';
import { counting, locationOf } from './harness.ts';

const [where = '', slots = '1'] = process.argv.slice(2);
const store = await openStore(locationOf(where));
store.announce('http://127.0.0.1:4000');
const worker = await startWorker({ store, slots: Number(slots), child: counting });
process.send?.({ ready: true, worker: worker.id });
process.on('SIGTERM', () => {
  void worker
    .stop()
    .then(() => store.close())
    .then(() => process.exit(0));
});
