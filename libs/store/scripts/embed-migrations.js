// Writes src/migrations/migrations.ts from the generated SQL files: as a module they are found from source, from the published
// package and from inside a bundle alike.
import { createHash } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';

const folder = new URL('../drizzle/', import.meta.url);
const journal = JSON.parse(readFileSync(new URL('meta/_journal.json', folder), 'utf8'));

const migrations = journal.entries.map(({ tag }) => {
  const text = readFileSync(new URL(`${tag}.sql`, folder), 'utf8');
  const statements = text
    .split('--> statement-breakpoint')
    .map((statement) => statement.trim())
    // The list of applied migrations lives in the schema, so that is there before the first of them.
    .filter((statement) => statement !== 'CREATE SCHEMA "convlab";')
    .filter(Boolean);
  return { name: tag, hash: createHash('sha256').update(text).digest('hex'), statements };
});

writeFileSync(
  new URL('../src/migrations/migrations.ts', import.meta.url),
  `/** One step of the schema's history: SQL statements that run in one transaction, once. */
export interface Migration {
  readonly name: string;
  readonly hash: string;
  readonly statements: readonly string[];
}

/** Every migration, oldest first. Written by \`npm run generate\` from drizzle/; do not edit. */
export const migrations: readonly Migration[] = ${JSON.stringify(migrations, null, 2)};
`,
);
