/** A process that tries to hold a folder, says whether it does, and stays. */
import { lockDirectory } from '../src/directory-lock/directory-lock.ts';

const got = await lockDirectory(process.argv[2] ?? '').then(
  (lock) => {
    lock.announce('http://127.0.0.1:4000');
    return true;
  },
  () => false,
);
process.send?.({ got });
setInterval(() => undefined, 1_000);
