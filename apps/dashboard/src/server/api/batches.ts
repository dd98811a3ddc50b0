/** What is ready within this time belongs together, so that a stored past arrives in few pieces. */
const GATHER_MS = 5;

/**
 * Collects what `source` yields into batches: the first goes out at once, later ones at least `intervalMs` after the one before.
 * An urgent item takes its batch along at once.
 *
 * Ends with the source, after the last batch.
 */
export async function* batches<Item>(
  source: AsyncIterable<Item>,
  intervalMs: number,
  isUrgent: (item: Item) => boolean = () => false,
): AsyncGenerator<Item[], void, undefined> {
  const items = source[Symbol.asyncIterator]();
  // One request is always under way; it is never dropped, as its item would be lost.
  let coming = items.next();
  let sentAt = -Infinity;
  try {
    for (let first = await coming; first.done !== true; first = await coming) {
      const batch: Item[] = [];
      let turn = timer(Math.max(GATHER_MS, sentAt + intervalMs - performance.now()));
      let next: IteratorResult<Item> | 'over' = first;
      while (next !== 'over' && next.done !== true) {
        batch.push(next.value);
        coming = items.next();
        if (isUrgent(next.value)) {
          turn.cancel();
          turn = timer(GATHER_MS);
        }
        next = await Promise.race([coming, turn.over]);
      }
      turn.cancel();
      sentAt = performance.now();
      yield batch;
    }
  } finally {
    await items.return?.();
  }
}

function timer(ms: number): { readonly over: Promise<'over'>; readonly cancel: () => void } {
  let handle: NodeJS.Timeout;
  const over = new Promise<'over'>((resolve) => {
    handle = setTimeout(() => resolve('over'), ms);
  });
  return { over, cancel: () => clearTimeout(handle) };
}
