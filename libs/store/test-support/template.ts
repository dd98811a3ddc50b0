import { createHash } from 'node:crypto';
import { existsSync, mkdtempSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { migrations } from '../src/migrations/migrations.ts';
import { openStore } from '../src/store/store.ts';

/** Where the packed new data folder lies; making one takes seconds, so runs of the tests share it. */
export function templatePath(): string {
  const engine = createRequire(import.meta.url).resolve('@electric-sql/pglite');
  const key = createHash('sha256')
    .update(engine)
    .update(JSON.stringify(migrations))
    .digest('hex')
    .slice(0, 16);
  return join(tmpdir(), `convlab-store-template-${key}.tgz`);
}

/** Makes the template before the first test. */
export async function setup(): Promise<void> {
  const path = templatePath();
  if (existsSync(path)) return;
  const folder = mkdtempSync(join(tmpdir(), 'convlab-store-'));
  try {
    const store = await openStore({ dataDir: folder });
    const packed = Buffer.from(await (await store.backup()).arrayBuffer());
    await store.close();
    // Another run of the tests may be making it too.
    writeFileSync(`${path}.${process.pid}`, packed);
    renameSync(`${path}.${process.pid}`, path);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
