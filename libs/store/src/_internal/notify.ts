import { sql } from 'drizzle-orm';
import type { Queryable } from '../database/database.ts';

/** Carries the id of a run with new events. */
export const RUN_CHANNEL = 'convlab_run';

/** Carries the id of a run whose worker is asked for something. */
export const CONTROL_CHANNEL = 'convlab_control';

/** Carries the id of an experiment of which a run ended, so that more of it may be planned; sent by a trigger. */
export const PLAN_CHANNEL = 'convlab_plan';

/** Carries a {@link ListChange} as JSON: what no event of a run can tell. */
export const LIST_CHANNEL = 'convlab_list';

/** What changed in the lists of runs and experiments besides the runs that are there. */
export type ListChange =
  | { readonly removedRuns: readonly string[] }
  /** Experiments that were renamed, annotated, put away, halted, planned further or removed, or of which runs were removed. */
  | { readonly experiments: readonly string[] };

/** A notification takes 8,000 bytes. */
const MAX_IDS = 200;

/** Tells of runs that were removed. */
export async function tellRemoved(on: Queryable, ids: readonly string[]): Promise<void> {
  for (const removedRuns of portions(ids)) await tell(on, { removedRuns });
}

/** Tells of experiments that changed. */
export async function tellExperiments(on: Queryable, ids: readonly string[]): Promise<void> {
  for (const experiments of portions([...new Set(ids)])) await tell(on, { experiments });
}

function portions(ids: readonly string[]): string[][] {
  return Array.from({ length: Math.ceil(ids.length / MAX_IDS) }, (_, i) =>
    ids.slice(i * MAX_IDS, (i + 1) * MAX_IDS),
  );
}

async function tell(on: Queryable, change: ListChange): Promise<void> {
  await on.execute(sql`SELECT pg_notify(${LIST_CHANNEL}, ${JSON.stringify(change)})`);
}
