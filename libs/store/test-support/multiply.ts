/**
 * Fills a data folder for measurements: copies the finished runs in it with their epochs until there are so many, and the trials of
 * its searches likewise. `multiply.ts FOLDER RUNS TRIALS`; nobody else may hold the folder.
 *
 * Copies differ a little in what they reached, and were made a minute after each other, back in time.
 */
import { sql } from 'drizzle-orm';
import { queryRows } from '../src/_internal/rows.ts';
import { databaseOf, openStore } from '../src/store/store.ts';

const [dataDir = '', wantedRuns = '10000', wantedTrials = '1000'] = process.argv.slice(2);
/** Copies made by one statement. */
const BATCH = 500;
const COPIED = sql`status = 'finished' AND id NOT LIKE 'copy%'`;
/** Between 0 and 1, by the number of the copy. */
const JITTER = sql`('x' || substr(md5(n::text), 1, 6))::bit(24)::int / 16777216.0`;

interface Trial {
  readonly number: number;
  readonly value: number | null;
  readonly values: Readonly<Record<string, unknown>>;
}

const store = await openStore({ dataDir });
const { db } = databaseOf(store);

async function columnsOf(table: string): Promise<string[]> {
  const rows = await queryRows<{ name: string }>(
    db,
    sql`SELECT column_name AS name FROM information_schema.columns
      WHERE table_schema = 'convlab' AND table_name = ${table} AND is_generated = 'NEVER' ORDER BY ordinal_position`,
  );
  return rows.map(({ name }) => name);
}

/* The id of the copy of a run, no longer than ids may be. */
const copyOf = (id: ReturnType<typeof sql>) => sql`left('copy' || md5(${id} || n), 32)`;

/* What a copy has in place of what it was copied from; the accuracy moves by a hundredth at the most. */
const CHANGED: Readonly<Record<string, ReturnType<typeof sql>>> = {
  id: copyOf(sql`id`),
  ordinal: sql`10000 + n`,
  created_at: sql`created_at - n * interval '1 minute'`,
  updated_at: sql`updated_at - n * interval '1 minute'`,
  duration_ms: sql`duration_ms * (0.5 + ${JITTER})`,
  best_metrics: sql`CASE WHEN best_metrics ? 'validation/accuracy' THEN jsonb_set(best_metrics, '{validation/accuracy}',
    to_jsonb(round(((best_metrics->>'validation/accuracy')::numeric * (0.99 + 0.01 * (${JITTER})::numeric)), 6))) ELSE best_metrics END`,
  job_id: sql`NULL`,
};

async function copyRuns(from: number, count: number): Promise<void> {
  const columns = await columnsOf('runs');
  const values = columns.map((name) => CHANGED[name] ?? sql.identifier(name));
  const epochs = (await columnsOf('epochs')).filter((name) => name !== 'run_id');
  const originals = sql`(SELECT *, row_number() OVER (ORDER BY id) - 1 AS k, count(*) OVER () AS m FROM convlab.runs WHERE ${COPIED}) AS o`;
  const numbers = sql`generate_series(${from}::int, ${from + count - 1}::int) AS n`;
  await db.execute(sql`INSERT INTO convlab.runs (${names(columns)})
    SELECT ${sql.join(values, sql`, `)} FROM ${numbers} JOIN ${originals} ON k = n % m`);
  await db.execute(sql`INSERT INTO convlab.epochs (run_id, ${names(epochs)})
    SELECT ${copyOf(sql`o.id`)}, ${sql.join(
      epochs.map((name) => sql`e.${sql.identifier(name)}`),
      sql`, `,
    )} FROM ${numbers} JOIN ${originals} ON k = n % m JOIN convlab.epochs e ON e.run_id = o.id`);
}

const names = (columns: readonly string[]) =>
  sql.join(
    columns.map((name) => sql.identifier(name)),
    sql`, `,
  );

/** Trials in the result of a search, each a little other than the one it was copied from. */
function moreTrials(trials: readonly Trial[], count: number): Trial[] {
  return Array.from({ length: count }, (_, number) => {
    const original = trials[number % trials.length] as Trial;
    const factor = 1 + 0.1 * Math.sin(number);
    const values = Object.entries(original.values).map(([path, value]) => [
      path,
      typeof value === 'number' && !Number.isInteger(value) ? value * factor : value,
    ]);
    return {
      ...original,
      number,
      value: original.value === null ? null : original.value * (1 + 0.05 * Math.cos(7 * number)),
      values: Object.fromEntries(values) as Trial['values'],
    };
  });
}

async function copyTrials(): Promise<void> {
  const searches = await queryRows<{ id: string; result: { trials?: Trial[] } | null }>(
    db,
    sql`SELECT id, result FROM convlab.experiments WHERE kind = 'search'`,
  );
  for (const { id, result } of searches) {
    if (result?.trials === undefined || result.trials.length === 0) continue;
    const trials = moreTrials(result.trials, Number(wantedTrials));
    await db.execute(
      sql`UPDATE convlab.experiments SET result = ${JSON.stringify({ ...result, trials })}::jsonb WHERE id = ${id}`,
    );
  }
}

try {
  const [{ count = 0 } = {}] = await queryRows<{ count: number }>(
    db,
    sql`SELECT count(*)::int AS count FROM convlab.runs`,
  );
  for (let made = count; made < Number(wantedRuns); made += BATCH)
    await copyRuns(made, Math.min(BATCH, Number(wantedRuns) - made));
  await copyTrials();
  await db.execute(sql`ANALYZE`);
  const [{ all = 0 } = {}] = await queryRows<{ all: number }>(
    db,
    sql`SELECT count(*)::int AS all FROM convlab.runs`,
  );
  console.log(`${all} runs`);
} finally {
  await store.close();
}
