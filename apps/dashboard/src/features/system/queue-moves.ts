/** What a button does with a waiting run. */
export type Move = 'first' | 'up' | 'down';

/** Where a run goes, as the queue is told. */
export type Place = { readonly before: string } | { readonly after: string };

/** Where a button sends the run at `index`; `undefined` where it is there already. */
export function placeOf(ids: readonly string[], index: number, move: Move): Place | undefined {
  const first = ids[0];
  const [before, after] = [ids[index - 1], ids[index + 1]];
  switch (move) {
    case 'first':
      return index > 0 && first !== undefined ? { before: first } : undefined;
    case 'up':
      return before === undefined ? undefined : { before };
    case 'down':
      return after === undefined ? undefined : { after };
  }
}

/** Where a run goes that is dropped on another: it takes that one's place. */
export function placeOfDrop(ids: readonly string[], dragged: string, target: string): Place | undefined {
  const [from, to] = [ids.indexOf(dragged), ids.indexOf(target)];
  if (from === -1 || to === -1 || from === to) return undefined;
  return from < to ? { after: target } : { before: target };
}

/** The list after a move: what the queue will say. */
export function moved<Item extends { readonly id: string }>(
  items: readonly Item[],
  id: string,
  place: Place,
): Item[] {
  const item = items.find((one) => one.id === id);
  const others = items.filter((one) => one.id !== id);
  const other = 'before' in place ? place.before : place.after;
  const index = others.findIndex((one) => one.id === other);
  if (item === undefined || index === -1) return [...items];
  return others.toSpliced('before' in place ? index : index + 1, 0, item);
}
