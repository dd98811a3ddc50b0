/** Writes a failure that is nobody's input to the log, under the reference that its visitor was given. */
export function reportFailure(error: unknown, reference: string): void {
  const details = error instanceof Error ? (error.stack ?? error.message) : String(error);
  process.stderr.write(`[${reference}] ${details}\n`);
}
