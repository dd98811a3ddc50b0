/* A person mistypes a few times; a program that guesses tries thousands. */
const MAX_ATTEMPTS = 20;
const WINDOW_MS = 60_000;
/* Addresses remembered at a time, so that many of them cannot fill the memory. */
const MAX_ADDRESSES = 10_000;

/** Counts wrong access tokens by address, within a minute each. */
export class FailedAttempts {
  readonly #byAddress = new Map<string, { count: number; since: number }>();

  areTooMany(address: string, now = Date.now()): boolean {
    const found = this.#byAddress.get(address);
    return found !== undefined && now - found.since < WINDOW_MS && found.count >= MAX_ATTEMPTS;
  }

  count(address: string, now = Date.now()): void {
    const found = this.#byAddress.get(address);
    if (found !== undefined && now - found.since < WINDOW_MS) {
      found.count += 1;
      return;
    }
    if (this.#byAddress.size >= MAX_ADDRESSES) this.#byAddress.clear();
    this.#byAddress.set(address, { count: 1, since: now });
  }
}
