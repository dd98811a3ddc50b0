import { PGlite } from '@electric-sql/pglite';
import { drizzle } from 'drizzle-orm/pglite';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { migrations } from '../migrations/migrations.ts';
import * as schema from '../schema/schema.ts';
import type { Db } from './database.ts';
import { migrate } from './migrate.ts';

let lite: PGlite;
let db: Db;
beforeAll(async () => {
  lite = await PGlite.create();
  db = drizzle(lite, { schema });
});
afterAll(() => lite.close());

test('data of every older schema is brought up to date, and kept', async () => {
  expect(await migrate(db, migrations.slice(0, 2))).toBe(2);
  await lite.exec(`INSERT INTO convlab.experiments (id, project, name, kind, spec, spec_hash)
    VALUES ('e', 'default', 'old', 'single', '{}', 'h');
    INSERT INTO convlab.runs (id, experiment_id, ordinal, name, spec, status, colour) VALUES ('r', 'e', 0, 'old', '{}', 'finished', 0)`);
  expect(await migrate(db)).toBe(migrations.length - 2);
  expect(await migrate(db)).toBe(0);
  const [run] = await db.select().from(schema.runs);
  expect(run).toMatchObject({ id: 'r', name: 'old', started: null });
  const [experiment] = await db.select().from(schema.experiments);
  expect(experiment?.runCounts).toEqual({ finished: 1 });
});

test('a run of the schema before predictions were kept is kept as it is, can have some, and takes them away', async () => {
  const old = await PGlite.create();
  const before = migrations.findIndex(({ name }) => name === '0008_epoch_predictions');
  const olderDb: Db = drizzle(old, { schema });
  expect(await migrate(olderDb, migrations.slice(0, before))).toBe(before);
  await old.exec(`INSERT INTO convlab.experiments (id, project, name, kind, spec, spec_hash)
    VALUES ('e', 'default', 'old', 'single', '{}', 'h');
    INSERT INTO convlab.runs (id, experiment_id, ordinal, name, spec, status, colour, test_metrics)
    VALUES ('r', 'e', 0, 'old', '{}', 'finished', 0, '{"test/loss": 1}');
    INSERT INTO convlab.layer_histograms (run_id, layer, epoch, weights) VALUES ('r', 'fc', 1, '{}')`);
  expect(await migrate(olderDb)).toBe(migrations.length - before);
  const [run] = await olderDb.select().from(schema.runs);
  expect(run).toMatchObject({ id: 'r', testMetrics: { 'test/loss': 1 } });
  expect(await olderDb.select().from(schema.layerHistograms)).toHaveLength(1);
  await old.exec(`INSERT INTO convlab.epoch_predictions VALUES ('r', 1, true, '\\x01', '\\xff');
    INSERT INTO convlab.predicted_examples VALUES ('r', '\\x00000000', '\\x01');
    DELETE FROM convlab.runs`);
  expect(await olderDb.select().from(schema.epochPredictions)).toEqual([]);
  expect(await olderDb.select().from(schema.predictedExamples)).toEqual([]);
  await old.close();
});

test('data of a newer or of another schema is refused', async () => {
  await expect(migrate(db, migrations.slice(0, 1))).rejects.toMatchObject({ code: 'E_STORE_NEWER' });
  const other = migrations.map((step, index) => (index === 1 ? { ...step, hash: 'another' } : step));
  await expect(migrate(db, other)).rejects.toMatchObject({ code: 'E_STORE_SCHEMA' });
});

test('a migration that fails leaves everything as it was', async () => {
  const broken = {
    name: 'broken',
    hash: 'b',
    statements: ['CREATE TABLE convlab.half (a int)', 'SELECT nothing_such()'],
  };
  await expect(migrate(db, [...migrations, broken])).rejects.toThrow();
  await expect(lite.query('SELECT * FROM convlab.half')).rejects.toThrow('does not exist');
  expect(await migrate(db)).toBe(0);
});
