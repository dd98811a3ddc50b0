import { resolve } from 'node:path';

/** Absolute path of the workspace. */
export const workspaceRoot = resolve(import.meta.dirname, '../../../..');
