/** How one value of a page's view stands in the address. */
export interface Param<Value> {
  /** The value; the default for what is missing or makes no sense. */
  parse(text: string | null): Value;
  /** Its text; `null` for the default, which is left out. */
  write(value: Value): string | null;
}

/** A free text. */
export function textParam(fallback = ''): Param<string> {
  return { parse: (text) => text ?? fallback, write: (value) => (value === fallback ? null : value) };
}

/** One of some words. */
export function choiceParam<const Word extends string>(words: readonly Word[], fallback: Word): Param<Word> {
  return {
    parse: (text) => words.find((word) => word === text) ?? fallback,
    write: (value) => (value === fallback ? null : value),
  };
}

/** On or off; off is left out. */
export function flagParam(): Param<boolean> {
  return { parse: (text) => text === '1', write: (value) => (value ? '1' : null) };
}

/** Several words, such as ids, in one key. */
export function listParam(): Param<readonly string[]> {
  return {
    parse: (text) => text?.split(',').filter((part) => part !== '') ?? [],
    write: (value) => (value.length === 0 ? null : value.join(',')),
  };
}

/** Two numbers, such as a zoom. */
export function rangeParam(): Param<readonly [number, number] | null> {
  return {
    parse: (text) => {
      const [low, high, ...rest] = text?.split(',').map(Number) ?? [];
      if (low === undefined || high === undefined || rest.length > 0) return null;
      return Number.isFinite(low) && Number.isFinite(high) && low < high ? [low, high] : null;
    },
    write: (value) => value?.map((end) => String(Number(end.toPrecision(6)))).join(',') ?? null,
  };
}

/** A whole number from `low` to `high`. */
export function numberParam(fallback: number, low: number, high: number): Param<number> {
  return {
    parse: (text) => {
      const value = text === null || text === '' ? NaN : Number(text);
      return Number.isInteger(value) && value >= low && value <= high ? value : fallback;
    },
    write: (value) => (value === fallback ? null : String(value)),
  };
}

/** A number from `low` to `high` with at most three decimals. */
export function decimalParam(fallback: number, low: number, high: number): Param<number> {
  return {
    parse: (text) => {
      const value = text === null || text === '' ? NaN : Number(text);
      return value >= low && value <= high ? value : fallback;
    },
    write: (value) => (value === fallback ? null : String(Number(value.toFixed(3)))),
  };
}

/** The parameters of a page, by their keys in the address. */
export type Shape = Readonly<Record<string, Param<unknown>>>;

/** Their values. */
export type Values<S extends Shape> = {
  readonly [Key in keyof S]: S[Key] extends Param<infer Value> ? Value : never;
};

/** What the address says. */
export function readParams<S extends Shape>(shape: S, search: URLSearchParams): Values<S> {
  const entries = Object.entries(shape).map(([key, param]) => [key, param.parse(search.get(key))]);
  return Object.fromEntries(entries) as Values<S>;
}

/** The query string after some changes: readable, other keys kept, defaults left out; empty or beginning with `?`. */
export function writeParams<S extends Shape>(
  shape: S,
  search: URLSearchParams,
  changes: Partial<Values<S>>,
): string {
  const next = new URLSearchParams(search);
  for (const [key, value] of Object.entries(changes)) {
    const text = shape[key]?.write(value) ?? null;
    if (text === null) next.delete(key);
    else next.set(key, text);
  }
  // Commas, colons and slashes are allowed in a query and readable there.
  const query = next.toString().replaceAll('%2C', ',').replaceAll('%3A', ':').replaceAll('%2F', '/');
  return query === '' ? '' : `?${query}`;
}
