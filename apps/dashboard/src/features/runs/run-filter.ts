import type { ConfigValue } from '../../format/flat-config.ts';
import { gapOf, metricOf, type At } from './run-values.ts';
import type { RunRow } from './use-runs.ts';

/** Decides whether a run is shown. */
export type RunFilter = (run: RunRow) => boolean;

/** A condition of a query: a word, or a key with a comparison. */
interface Term {
  readonly negated: boolean;
  readonly key: string | null;
  readonly operator: ':' | '=' | '>' | '<' | '>=' | '<=';
  readonly value: string;
}

const TERM = /(-?)(?:([\w./-]+)(:|>=|<=|=|>|<))?(?:"([^"]*)"|(\S+))/g;

/** Short words for long paths. */
const ALIASES: Readonly<Record<string, string>> = {
  dataset: 'data.set',
  architecture: 'network.architecture',
  lr: 'optimizer.learningRate',
  batch: 'training.batchSize',
};

type Value = ConfigValue | undefined;

const FACTS: Readonly<Record<string, (run: RunRow, at: At) => Value>> = {
  id: ({ id }) => id,
  name: ({ name }) => name,
  status: ({ status }) => status,
  verdict: ({ report }) => (report === null ? undefined : `${report.verdict} ${report.subtype ?? ''}`),
  tag: ({ tags }) => tags.join(' '),
  val: (run, at) => metricOf(run, 'validation/accuracy', at),
  train: (run, at) => metricOf(run, 'trainEval/accuracy', at),
  loss: (run, at) => metricOf(run, 'validation/loss', at),
  gap: gapOf,
  epochs: ({ epoch }) => epoch,
  weights: ({ numWeights }) => numWeights,
  minutes: ({ durationMs }) => durationMs / 60_000,
};

/** The keys of a query that are not settings. */
export const FILTER_KEYS: readonly string[] = [...Object.keys(FACTS), ...Object.keys(ALIASES)];

/**
 * Reads a query: words that a name, id or tag must hold, and conditions such as `dataset:digits`, `lr<0.1`, `val>=0.95`,
 * `-verdict:overfit`. All must hold. Any setting is a key, by its path or the last part of it. Shares may be written as percent.
 */
export function parseFilter(query: string, at: At): RunFilter {
  const terms = termsOf(query);
  return (run) => terms.every((term) => holds(term, run, at) !== term.negated);
}

function termsOf(query: string): Term[] {
  return [...query.matchAll(TERM)].map(([, minus, key, operator, quoted, plain]) => ({
    negated: minus === '-',
    key: key?.toLowerCase() ?? null,
    operator: (operator ?? ':') as Term['operator'],
    value: (quoted ?? plain ?? '').toLowerCase(),
  }));
}

function holds({ key, operator, value }: Term, run: RunRow, at: At): boolean {
  if (key === null) return [run.name, run.id, ...run.tags].some((text) => text.toLowerCase().includes(value));
  return valuesOf(key, run, at).some((found) => compare(found, operator, value));
}

/* A learning rate may stand under its path, or below it as the beginning of a schedule. */
function valuesOf(key: string, run: RunRow, at: At): Value[] {
  const fact = FACTS[key];
  if (fact !== undefined) return [fact(run, at)];
  const path = (ALIASES[key] ?? key).toLowerCase();
  return Object.entries(run.config)
    .filter(([known]) => {
      const lower = known.toLowerCase();
      return lower === path || lower.endsWith(`.${path}`) || lower === `${path}.initial`;
    })
    .map(([, value]) => value);
}

function compare(found: Value, operator: Term['operator'], value: string): boolean {
  if (found === undefined) return false;
  const wanted = numberOf(value);
  if (typeof found === 'number' && wanted !== undefined) {
    switch (operator) {
      case ':':
      case '=':
        return Math.abs(found - wanted) <= 1e-9 * Math.max(Math.abs(found), Math.abs(wanted));
      case '>':
        return found > wanted;
      case '<':
        return found < wanted;
      case '>=':
        return found >= wanted;
      case '<=':
        return found <= wanted;
    }
  }
  const text = String(found).toLowerCase();
  return operator === '=' ? text === value : operator === ':' && text.includes(value);
}

function numberOf(text: string): number | undefined {
  if (text === '') return undefined;
  const value = text.endsWith('%') ? Number(text.slice(0, -1)) / 100 : Number(text);
  return Number.isFinite(value) ? value : undefined;
}
