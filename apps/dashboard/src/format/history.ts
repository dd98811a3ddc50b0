/** States that can be gone back to, and forth again. */
export interface History<State> {
  readonly past: readonly State[];
  readonly present: State;
  readonly future: readonly State[];
  /** When the present one came, in ms. */
  readonly since: number;
}

const MAX_PAST = 200;
/* Key presses that follow each other so fast are one change. */
const ONE_CHANGE_MS = 500;

/** When a state came, and whether it can be of one change with the state before. */
export interface Moment {
  readonly now: number;
  readonly joins: boolean;
}

/** A history that begins. */
export function historyOf<State>(present: State): History<State> {
  return { past: [], present, future: [], since: -Infinity };
}

/** With a further state; one that joins and follows fast takes the place of the one before. What was undone is given up. */
export function recorded<State>(
  { past, present, since }: History<State>,
  next: State,
  { now, joins }: Moment,
): History<State> {
  const goesOn = joins && now - since < ONE_CHANGE_MS;
  return { past: goesOn ? past : [...past, present].slice(-MAX_PAST), present: next, future: [], since: now };
}

/** One state back, if there is one. */
export function undone<State>(history: History<State>): History<State> {
  const { past, present, future } = history;
  if (past.length === 0) return history;
  return {
    past: past.slice(0, -1),
    present: past.at(-1) as State,
    future: [present, ...future],
    since: -Infinity,
  };
}

/** One state forth, if one was undone. */
export function redone<State>(history: History<State>): History<State> {
  const { past, present, future } = history;
  if (future.length === 0) return history;
  const [next, ...rest] = future;
  return { past: [...past, present], present: next as State, future: rest, since: -Infinity };
}
