import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { openWorkbench, type Workbench } from '../open/open-workbench.ts';
import { exportRun, type RunTable, type TableFormat } from './export-run.ts';

let folder: string;
let workbench: Workbench;
let id = '';

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'convlab-export-'));
  workbench = await openWorkbench({ location: { dataDir: join(folder, 'store') }, folder, slots: 1 });
  const spec = { data: { set: 'digits' }, network: { architecture: { id: 'mlp', hidden: [8] } } };
  ({
    runIds: [id = ''],
  } = await workbench.launch({ ...spec, training: { epochs: 3 } }));
  while ((await workbench.store.runs.require(id)).finishedAt === null) await sleep(50);
}, 60_000);
afterAll(async () => {
  await workbench.close();
  await rm(folder, { recursive: true });
});

async function read(table: RunTable, format: TableFormat): Promise<string> {
  let text = '';
  for await (const piece of exportRun(workbench.store, id, table, format)) text += piece;
  return text;
}

it('writes epochs so that every number reads back as the same double', async () => {
  const epochs = await workbench.store.runs.epochs(id);
  const [header = '', ...lines] = (await read('epochs', 'csv')).trimEnd().split('\r\n');
  const names = header.split(',');
  expect(lines).toHaveLength(3);
  lines.forEach((line, i) => {
    const fields = line.split(',');
    for (const [name, value] of Object.entries(epochs[i]?.metrics ?? {}))
      expect(Number(fields[names.indexOf(name)])).toBe(value);
  });
  const rows = JSON.parse(await read('epochs', 'json')) as { metrics: object }[];
  expect(rows.map(({ metrics }) => metrics)).toEqual(epochs.map(({ metrics }) => metrics));
});

it('writes every value within epochs, the same in both formats', async () => {
  const [header, ...lines] = (await read('scalars', 'csv')).trimEnd().split('\r\n');
  expect(header).toBe('name,step,value');
  const rows = JSON.parse(await read('scalars', 'json')) as { name: string; step: number; value: number }[];
  expect(rows.map(({ name, step, value }) => `${name},${step},${value ?? ''}`)).toEqual(lines);
  const names = await workbench.store.scalars.names(id);
  expect([...new Set(rows.map(({ name }) => name))]).toEqual(names);
});

it('writes what was said of every validation example, as its metrics count it', async () => {
  const [header, ...lines] = (await read('predictions', 'csv')).trimEnd().split('\r\n');
  expect(header).toBe('epoch,index,truth,predicted,confidence');
  const rows = JSON.parse(await read('predictions', 'json')) as Record<string, number>[];
  expect(rows.map((row) => Object.values(row).join(','))).toEqual(lines);
  for (const { epoch, metrics } of await workbench.store.runs.epochs(id)) {
    const said = rows.filter((row) => row['epoch'] === epoch);
    const right = said.filter(({ truth, predicted }) => truth === predicted);
    expect(right.length / said.length).toBeCloseTo(metrics['validation/accuracy'] ?? NaN, 6);
  }
});
