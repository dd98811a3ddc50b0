import ELK from 'elkjs/lib/elk.bundled.js';
import type { ElkNode } from 'elkjs/lib/elk-api.js';
import { serveCalls } from './worker-calls.ts';

const elk = new ELK();

/* Arranges graphs off the main thread: large ones take a second. */
serveCalls((graph: ElkNode) => elk.layout(graph));
