import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { generateDrizzleJson, generateMigration } from 'drizzle-kit/api';
import { expect, test } from 'vitest';
import * as schema from '../schema/schema.ts';
import { migrations } from './migrations.ts';

const folder = new URL('../../drizzle/', import.meta.url);

interface Journal {
  readonly entries: readonly { readonly tag: string; readonly idx: number }[];
}

const journal = JSON.parse(readFileSync(new URL('meta/_journal.json', folder), 'utf8')) as Journal;

test('the module carries every migration as it was generated', () => {
  expect(migrations.map(({ name }) => name)).toEqual(journal.entries.map(({ tag }) => tag));
  for (const { name, hash } of migrations) {
    const text = readFileSync(new URL(`${name}.sql`, folder), 'utf8');
    expect(hash).toBe(createHash('sha256').update(text).digest('hex'));
  }
});

test('the migrations lead to the schema as it is written', async () => {
  const last = String(journal.entries.at(-1)?.idx).padStart(4, '0');
  const snapshot = JSON.parse(
    readFileSync(new URL(`meta/${last}_snapshot.json`, folder), 'utf8'),
  ) as Parameters<typeof generateMigration>[0];
  const current = generateDrizzleJson({ ...schema }, snapshot.id, ['convlab']);
  expect(await generateMigration(snapshot, current)).toEqual([]);
});
