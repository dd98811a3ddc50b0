import { createProgram } from './program.ts';
import { reportFailure } from './output/failure.ts';

/* 128 + SIGINT, as shells have it. */
const INTERRUPTED = 130;

const abort = new AbortController();
process.once('SIGINT', () => {
  abort.abort();
  // A second interrupt means that the first was not heard.
  process.once('SIGINT', () => process.exit(INTERRUPTED));
});

try {
  await createProgram(abort.signal).parseAsync(process.argv);
  if (abort.signal.aborted) process.exitCode = INTERRUPTED;
} catch (error) {
  process.exitCode = reportFailure(error);
}
