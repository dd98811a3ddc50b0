import { ConvlabError, createRng, type PluginRef, type Registry } from '@convlab/core';
import {
  getDataSet,
  inspectData,
  isRemote,
  listDataSets,
  type DataReport,
  type DataSetEntry,
  type DownloadProgress,
} from '@convlab/data';
import { loadRegistry } from '@convlab/workbench';
import { SingleBar } from 'cli-progress';
import { Command } from 'commander';
import { parseObject } from '../options/parse-options.ts';
import { columns } from '../output/columns.ts';
import { print, type JsonOption } from '../output/print.ts';
import {
  cleanCommand,
  databaseOption,
  storedCommand,
  storedIn,
  storedLines,
  type DatabaseOption,
} from './stored-data.ts';

interface GetOptions extends JsonOption {
  readonly from?: string;
  readonly to?: string;
}

interface ShowOptions extends JsonOption {
  readonly config?: string;
  readonly seed: string;
}

/** `convlab data`: which data sets there are, fetching them, and looking them over. */
export function dataCommand(signal: AbortSignal): Command {
  const data = new Command('data').description('List, fetch and look over data sets.');
  data
    .command('list', { isDefault: true })
    .description(
      'List every data set and where its examples are; with a database also what it holds for workers.',
    )
    .addOption(databaseOption())
    .option('--json', 'print JSON')
    .action(list);
  data
    .command('get')
    .description('Fetch a data set from its official source and verify it; goes on where it broke off.')
    .argument('<name>', 'mnist, fashion-mnist, cifar-10 or cifar-100')
    .option('--from <folder>', 'take the files from this folder instead of the network')
    .option('--to <folder>', 'keep data sets here instead of CONVLAB_DATA or ~/.convlab/data')
    .option('--json', 'print JSON')
    .action((name: string, options: GetOptions) => get(name, options, signal));
  data
    .command('show')
    .description('Look a data set over: classes, moments, duplicates, and whether it is fit to train with.')
    .argument('<name>', 'a data set, for example digits')
    .option('--config <json>', 'its configuration, for example \'{"path": "pets"}\'')
    .option('--seed <integer>', 'of the split into training, validation and test part', '1')
    .option('--json', 'print JSON')
    .action(show);
  data.addCommand(storedCommand());
  data.addCommand(cleanCommand());
  return data;
}

async function list({ database, ...options }: JsonOption & DatabaseOption): Promise<void> {
  const entries = await listDataSets(await registryHere());
  const stored =
    database === undefined || options.json === true ? [] : ['', ...storedLines(await storedIn(database))];
  print(options, entries, () => [...listLines(entries), ...stored]);
}

async function get(name: string, options: GetOptions, signal: AbortSignal): Promise<void> {
  if (!isRemote(name)) throw notFetched(name, await registryHere());
  const bar = options.json === true ? undefined : fetchProgress(process.stderr);
  try {
    const folder = await getDataSet(name, {
      signal,
      ...(options.from === undefined ? {} : { from: options.from }),
      ...(options.to === undefined ? {} : { home: options.to }),
      ...(bar === undefined ? {} : { onProgress: bar.update }),
    });
    print(options, { name, folder }, () => [`${name} is complete and verified in ${folder}`]);
  } finally {
    bar?.stop();
  }
}

function notFetched(name: string, registry: Registry): ConvlabError {
  // Throws, with the nearest names, when there is no such data set at all.
  registry.get('data-set', name);
  return new ConvlabError({
    code: 'E_DATA_MISSING',
    message: `The data set "${name}" need not be fetched.`,
    hint: `Look at it with: npx convlab data show ${name}`,
  });
}

async function show(name: string, options: ShowOptions): Promise<void> {
  const registry = await registryHere();
  const ref: PluginRef = { ...parseObject('--config', options.config), id: name };
  const source = await registry.create('data-set', ref).load();
  const split = registry
    .create('split', 'stratified')
    .split(source, createRng(parseSeed(options.seed)).fold('split'));
  const report = await inspectData(source, split);
  print(options, { name, info: source.info, ...report }, () => [
    `${name}: ${source.info.numExamples} examples of ${source.info.inputShape.join(' × ')}, ${source.info.task}`,
    `  ${source.info.source}`,
    `  licence: ${source.info.licence}`,
    '',
    ...partLines(report, source.info.outputNames),
    '',
    ...report.checks.map(({ outcome, question, answer }) => `  ${MARKS[outcome]} ${question} ${answer}`),
    ...(source.skipped ?? []).slice(0, 20).map(({ item, reason }) => `    left out: ${item} (${reason})`),
  ]);
}

const MARKS = { pass: '+', warn: '!', fail: '-' } as const;

function partLines({ parts }: DataReport, outputNames: readonly string[]): readonly string[] {
  const head = ['', ...parts.map(({ name }) => name)];
  const all = ['examples', ...parts.map(({ numExamples }) => String(numExamples))];
  const classes = outputNames
    .filter((_, k) => parts.some(({ classCounts }) => classCounts?.[k] !== undefined))
    .map((name, k) => [`  ${name}`, ...parts.map(({ classCounts }) => String(classCounts?.[k] ?? 0))]);
  return columns([head, all, ...classes], ['left', 'right', 'right', 'right']).map((line) => `  ${line}`);
}

function listLines(entries: readonly DataSetEntry[]): readonly string[] {
  const places = {
    here: 'here',
    fetched: 'here (fetched)',
    'to-fetch': 'npx convlab data get NAME',
    yours: 'your files',
  } as const;
  const rows = entries.map(({ id, summary, place, info }) => [
    id.replace(/^convlab\//, ''),
    places[place],
    info === undefined ? '' : String(info.numExamples),
    info === undefined ? '' : info.inputShape.join('×'),
    summary,
  ]);
  return columns([['name', 'where', 'examples', 'shape', ''], ...rows], ['left', 'left', 'right', 'right']);
}

/** A bar on a terminal, a line per file elsewhere. */
function fetchProgress(stream: NodeJS.WriteStream): {
  update(progress: DownloadProgress): void;
  stop(): void;
} {
  let file = '';
  if (!stream.isTTY) {
    return {
      update: (progress) => {
        if (progress.file !== file) stream.write(`fetching ${progress.file}\n`);
        file = progress.file;
      },
      stop: () => {},
    };
  }
  const bar = new SingleBar({
    format: '{file} {bar} {percentage}% | {megabytes} MB | {eta_formatted} left',
    stream,
    barsize: 24,
    hideCursor: true,
  });
  return {
    update: (progress) => {
      const { receivedBytes, totalBytes } = progress;
      const payload = { file: progress.file, megabytes: (receivedBytes / 1e6).toFixed(1) };
      if (progress.file === file) return bar.update(receivedBytes, payload);
      file = progress.file;
      bar.start(totalBytes ?? receivedBytes, receivedBytes, payload);
    },
    stop: () => bar.stop(),
  };
}

async function registryHere(): Promise<Registry> {
  return (await loadRegistry(process.cwd())).registry;
}

function parseSeed(text: string): number {
  if (/^\d{1,15}$/.test(text)) return Number(text);
  throw new ConvlabError({
    code: 'E_CLI_OPTION',
    message: 'The option --seed is no whole number.',
    received: text,
    expected: 'a whole number from 0',
  });
}
