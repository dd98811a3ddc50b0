import * as tf from '@tensorflow/tfjs';
import 'zod';

const QUERY = process.argv.at(-1) ?? '';

/** What importing may not change. The peers, tfjs and zod, have been imported before the first look. */
function look(): Readonly<Record<string, unknown>> {
  return {
    tensors: tf.memory().numTensors,
    backends: Object.keys(tf.engine().registryFactory).toSorted(),
    backend: tf.engine().backendName,
    globals: Object.getOwnPropertyNames(globalThis).toSorted(),
    listeners: process.eventNames().map((name) => `${String(name)}: ${process.listenerCount(name)}`),
  };
}

const printed: string[] = [];
for (const stream of [process.stdout, process.stderr]) {
  stream.write = (text: string | Uint8Array) => printed.push(String(text)) > 0;
}
const before = look();
await import(QUERY);
const after = look();
process.send?.({ before, after: { ...after }, printed });
process.exit();
