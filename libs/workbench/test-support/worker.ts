/** A worker process: `worker.ts DATABASE_URL SLOTS`, until it is ended. */
import { openWorkbench } from '../src/open/open-workbench.ts';

const [databaseUrl = '', slots = '1'] = process.argv.slice(2);
const workbench = await openWorkbench({
  location: { databaseUrl },
  folder: process.cwd(),
  slots: Number(slots),
});
process.on('disconnect', () => void workbench.close().then(() => process.exit(0)));
process.send?.({ ready: true });
