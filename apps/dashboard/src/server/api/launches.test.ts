import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setImmediate } from 'node:timers/promises';
import { openWorkbench, type Workbench } from '@convlab/workbench';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { appRouter } from './router.ts';

const folds = {
  data: { set: 'digits' },
  network: { architecture: { id: 'mlp', hidden: [8] } },
  protocol: { id: 'k-fold', folds: 3 },
};
const ticket = 'ab'.repeat(16);
let folder: string;
let workbench: Workbench;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'convlab-launches-'));
  workbench = await openWorkbench({ location: { dataDir: join(folder, 'store') }, folder, slots: 0 });
});
afterAll(async () => {
  await workbench.close();
  await rm(folder, { recursive: true });
});

const api = () => appRouter.createCaller({ workbench, report: () => undefined }).experiments;

/** What a launch is at, asked again and again until it is over. */
async function stagesOf(launching: Promise<unknown>): Promise<unknown[]> {
  const seen: unknown[] = [];
  let over = false;
  const settled = launching.then(
    () => (over = true),
    () => (over = true),
  );
  while (!over) {
    seen.push((await api().launchProgress({ ticket }))?.stage);
    await setImmediate();
  }
  await settled;
  return seen;
}

describe('a launch', { timeout: 60_000 }, () => {
  it('says what it is at to whoever has its ticket, until it is over', async () => {
    const launching = api().launch({ spec: folds, ticket });
    expect(await api().launchProgress({ ticket: 'cd'.repeat(16) })).toBeNull();
    expect(await stagesOf(launching)).toContain('dividing');
    expect((await launching).kind).toBe('k-fold');
    expect(await api().launchProgress({ ticket })).toBeNull();
  });

  it('says nothing any more when it failed', async () => {
    const impossible = { ...folds, protocol: { id: 'k-fold', folds: 50, repeats: 3 } };
    const launching = api().launch({ spec: { ...impossible, data: { set: 'iris' } }, ticket });
    await stagesOf(launching);
    await expect(launching).rejects.toMatchObject({ code: 'BAD_REQUEST' });
    expect(await api().launchProgress({ ticket })).toBeNull();
  });

  it('has no other tickets', async () => {
    await expect(api().launchProgress({ ticket: 'mine' })).rejects.toMatchObject({ code: 'BAD_REQUEST' });
  });
});
