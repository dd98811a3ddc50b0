import { readFile } from 'node:fs/promises';
import type { z } from 'zod';

/** An experiment as a file has it. */
export type WrittenExperiment = Record<string, z.core.util.JSONType>;

const FILE = new URL('../../../../examples/digits.json', import.meta.url);

/** The experiment that a newcomer is offered: the first example, as a file says it. */
export async function firstExperiment(): Promise<WrittenExperiment> {
  return JSON.parse(await readFile(FILE, 'utf8')) as WrittenExperiment;
}
