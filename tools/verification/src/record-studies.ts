import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import type { Registry, StudyFinding } from '@convlab/core';
import { builtinRegistry } from '@convlab/workbench';
import { format, resolveConfig } from 'prettier';
import { runStudy, type StudyRecord } from './run-study.ts';
import { machineText, pictureName, studyPage, VERDICT_WORDS } from './study-page.ts';
import { studySvg } from './study-svg.ts';

/* Runs studies at the lesson budget and writes what they came to into docs/studies: those that are named, or all. */
const FOLDER = fileURLToPath(new URL('../../../docs/studies/', import.meta.url));

async function main(wanted: readonly string[]): Promise<void> {
  const registry = builtinRegistry();
  const chosen = wanted.map((name) => registry.get('study', name).id);
  await mkdir(FOLDER, { recursive: true });
  for (const { id, title } of registry.plugins('study')) {
    if (chosen.length > 0 && !chosen.includes(id)) continue;
    const name = id.slice(id.indexOf('/') + 1);
    process.stdout.write(`${name} …`);
    const record = await runStudy(id, 'lesson', registry, (over, total) => {
      if (process.stdout.isTTY) process.stdout.write(`\r${name} ${over}/${total}`);
    });
    await write(name, title, registry, record);
    process.stdout.write(` ${record.result.study?.finding?.sentence ?? ''} ${record.seconds.toFixed(0)} s\n`);
  }
  await writeList(registry);
}

async function write(name: string, title: string, registry: Registry, record: StudyRecord): Promise<void> {
  const charts = record.result.study?.finding?.charts ?? [];
  for (const [i, chart] of charts.entries())
    await writeFile(`${FOLDER}${pictureName(name, i)}`, studySvg(chart));
  await writePage(`${name}.md`, studyPage(name, title, registry.create('study', name), record));
  const { spec, specHash, result, seconds } = record;
  const kept = { machine: machineText(record), seconds: Math.round(seconds), specHash, spec, result };
  await writeFile(`${FOLDER}${name}.json`, `${JSON.stringify(kept)}\n`);
}

/** Writes a page of Markdown as the workspace formats it. */
async function writePage(file: string, text: string): Promise<void> {
  const filepath = `${FOLDER}${file}`;
  await writeFile(filepath, await format(text, { ...(await resolveConfig(filepath)), filepath }));
}

/** The list of all recorded studies, in the order of their course. */
async function writeList(registry: Registry): Promise<void> {
  const files = new Set(await readdir(FOLDER));
  const lines: string[] = [];
  for (const { id, title } of registry.plugins('study')) {
    const name = id.slice(id.indexOf('/') + 1);
    if (!files.has(`${name}.json`)) continue;
    const { result } = JSON.parse(await readFile(`${FOLDER}${name}.json`, 'utf8')) as Pick<
      StudyRecord,
      'result'
    >;
    const finding: StudyFinding | undefined = result.study?.finding;
    if (finding === undefined) continue;
    lines.push(
      `| [${title}](${name}.md) | ${registry.create('study', id).claim} | ${VERDICT_WORDS[finding.verdict]} |`,
    );
  }
  const text = [
    '# Studies',
    '',
    'Claims about networks, each run at the lesson budget and judged by the rule that was written before. *Not supported* and',
    '*inconclusive* are outcomes like any other: no bound was moved to reach another one.',
    '',
    '| study | claim | verdict |',
    '| --- | --- | --- |',
    ...lines,
    '',
    'Each can be run again with `npx convlab study NAME`, or on the page Studies of the dashboard. `npm run record:studies` writes these',
    'pages.',
    '',
  ];
  await writePage('README.md', text.join('\n'));
}

await main(process.argv.slice(2));
