/** Options of every command that prints something. */
export interface JsonOption {
  readonly json?: true;
}

/** Prints a result: as JSON and nothing else when that was asked for, as lines for people otherwise. */
export function print({ json }: JsonOption, value: unknown, lines: () => readonly string[]): void {
  process.stdout.write(json === true ? `${JSON.stringify(value, null, 2)}\n` : `${lines().join('\n')}\n`);
}
