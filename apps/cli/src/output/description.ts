import { styleText } from 'node:util';
import { formatShape, type JsonObject } from '@convlab/core';
import type { Cost, NetworkDescription, NodeDescription } from '@convlab/inspection';
import { columns } from './columns.ts';

/** What `convlab describe --json` prints. */
export interface DescribeOutput extends NetworkDescription {
  /** Full id. */
  readonly architecture: string;
  readonly title: string;
  /** What it is, with the recipe of its paper. */
  readonly summary: string;
  readonly references: readonly string[];
  /** Every default written out; `variant` says whose version it is. */
  readonly config: JsonObject;
  readonly numOutputs: number;
  readonly batchSize: number;
  /** Bytes that a training of that batch size holds at least, by optimizer. */
  readonly trainingBytes: Readonly<Record<'sgd' | 'momentum' | 'adam', number>>;
}

const HEADINGS = ['node', 'operation', 'output', 'weights', 'multiply–adds', 'memory', 'sees', 'stride'];
const RIGHT_FROM = 3;

/** The cost table of an architecture for people; in colour on a terminal. */
export function printDescription(output: DescribeOutput, stream: NodeJS.WriteStream): void {
  const { nodes, stages, totals, config } = output;
  const inColour = stream.isTTY && process.env['NO_COLOR'] === undefined;
  const style = (format: 'bold' | 'dim' | 'cyan', text: string): string =>
    inColour ? styleText(format, text) : text;
  const staged = new Set(stages.map(({ node }) => node));
  const alignments = HEADINGS.map((_, k) => (k < RIGHT_FROM ? ('left' as const) : ('right' as const)));
  const [heading = '', ...rows] = columns([HEADINGS, ...nodes.map(cells)], alignments);
  const variant = config['variant'];
  const auxiliary = nodes.some(({ trainingOnly }) => trainingOnly);
  const lines = [
    style('bold', `${output.title}${typeof variant === 'string' ? `, variant ${variant}` : ''}`),
    ...total('', totals.inference),
    ...(auxiliary ? total('  with what is there in training only: ', totals.training) : []),
    `  training with batches of ${output.batchSize} takes at least ${bytes(output.trainingBytes.adam)} with Adam, ${bytes(output.trainingBytes.momentum)} with momentum, ${bytes(output.trainingBytes.sgd)} with plain SGD`,
    '',
    style('dim', heading),
    ...rows.map((row, k) => rowStyle(row, nodes[k], staged, style)),
    '',
    style('bold', 'Stages'),
    ...columns(
      stages.map(({ name, shape, reduction, receptiveField }) => [
        `  ${name}`,
        formatShape(shape),
        reduction === null ? '' : `reduced ${pair(reduction)} times`,
        receptiveField.local === null ? 'sees everything' : `sees ${pair(receptiveField.local.size)} pixels`,
      ]),
    ),
    '',
    output.summary,
    ...output.references.map((reference) => style('dim', `  ${reference}`)),
    '',
  ];
  stream.write(lines.join('\n'));
}

function total(before: string, cost: Cost): readonly string[] {
  const statistics = cost.numStatistics === 0 ? '' : ` (and ${count(cost.numStatistics)} running statistics)`;
  return [
    `${before === '' ? '  ' : before}${count(cost.numWeights)} weights${statistics}, ${count(cost.multiplyAdds)} multiply–adds per example, ${bytes(4 * cost.activationElements)} of feature maps`,
  ];
}

function cells(node: NodeDescription): readonly string[] {
  const { local, global } = node.receptiveField;
  return [
    node.name,
    `${node.title}${node.trainingOnly ? ' (training only)' : ''}`,
    formatShape(node.outputShape),
    quiet(node.numWeights),
    quiet(node.multiplyAdds),
    bytes(node.activationBytes),
    local === null ? 'all' : `${pair(local.size)}${global ? ' + all' : ''}`,
    local === null ? '' : pair(local.stride),
  ];
}

function rowStyle(
  row: string,
  node: NodeDescription | undefined,
  staged: ReadonlySet<string>,
  style: (format: 'bold' | 'dim' | 'cyan', text: string) => string,
): string {
  if (node === undefined) return row;
  if (staged.has(node.name)) return style('cyan', row);
  return node.trainingOnly || (node.numWeights === 0 && node.multiplyAdds === 0) ? style('dim', row) : row;
}

function pair([height, width]: readonly [number, number]): string {
  return height === width ? String(height) : `${height}×${width}`;
}

/* Zeros would only hide the numbers that matter. */
function quiet(number: number): string {
  return number === 0 ? '' : count(number);
}

function count(number: number): string {
  return number.toLocaleString('en');
}

function bytes(number: number): string {
  const units = ['B', 'kB', 'MB', 'GB', 'TB'];
  const power = Math.min(units.length - 1, Math.max(0, Math.floor(Math.log10(Math.max(1, number)) / 3)));
  const value = number / 1000 ** power;
  return `${Number(value.toPrecision(3))} ${units[power] ?? ''}`;
}
