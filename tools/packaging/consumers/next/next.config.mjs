import { fileURLToPath } from 'node:url';

/** The programs of the other consumers stand beside this page. */
const root = fileURLToPath(new URL('..', import.meta.url));

export default { output: 'export', turbopack: { root } };
