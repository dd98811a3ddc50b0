'use client';
import {
  createContext,
  useContext,
  useEffect,
  useMemo,
  useRef,
  useState,
  useSyncExternalStore,
  type ReactNode,
} from 'react';

/** A key that does something on the page at hand. */
export interface Shortcut {
  /** Such as `j`, `?`, `mod+k`; `mod` is Ctrl, or Command on a Mac. */
  readonly keys: string;
  readonly label: string;
  readonly run: () => void;
  /** Whether it works also where letters are written. */
  readonly whileTyping?: boolean;
}

/** Keys that belong together in the help. */
export interface ShortcutList {
  readonly title: string;
  readonly shortcuts: readonly Shortcut[];
}

interface Registry {
  readonly add: (list: { readonly current: ShortcutList }) => () => void;
  readonly subscribe: (listener: () => void) => () => void;
  readonly lists: () => readonly { readonly current: ShortcutList }[];
}

const Context = createContext<Registry | null>(null);

/** Listens to the keyboard for all pages. */
export function ShortcutProvider({ children }: { readonly children: ReactNode }) {
  const [registry] = useState(createRegistry);
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent): void => {
      if (event.defaultPrevented) return;
      const shortcuts = registry.lists().flatMap(({ current }) => current.shortcuts);
      // The page's own come last and win.
      const found = shortcuts.findLast(({ keys }) => matches(keys, event));
      if (found === undefined || (found.whileTyping !== true && isOccupied(event.target))) return;
      event.preventDefault();
      found.run();
    };
    document.addEventListener('keydown', onKeyDown);
    return () => document.removeEventListener('keydown', onKeyDown);
  }, [registry]);
  return <Context value={registry}>{children}</Context>;
}

/** Makes keys do something as long as the component is there. */
export function useShortcuts(title: string, shortcuts: readonly Shortcut[]): void {
  const registry = useContext(Context);
  const list = useRef<ShortcutList>({ title, shortcuts });
  useEffect(() => {
    list.current = { title, shortcuts };
  });
  useEffect(() => registry?.add(list), [registry]);
}

/** All keys that do something at the moment. */
export function useShortcutLists(): readonly ShortcutList[] {
  const registry = useContext(Context);
  const none = useMemo(() => [], []);
  const lists = useSyncExternalStore(
    registry?.subscribe ?? (() => () => undefined),
    registry?.lists ?? (() => none),
    () => none,
  );
  return lists.map(({ current }) => current);
}

/** Whether a key press is the one that `keys` names. */
export function matches(
  keys: string,
  event: Pick<KeyboardEvent, 'key' | 'ctrlKey' | 'metaKey' | 'altKey'>,
): boolean {
  const parts = keys.split('+');
  const key = parts.pop() ?? '';
  const mod = event.ctrlKey || event.metaKey;
  if (parts.includes('mod') !== mod || event.altKey) return false;
  return event.key.toLowerCase() === key.toLowerCase();
}

/* Where letters are written or mean something already. */
function isOccupied(target: EventTarget | null): boolean {
  return (
    target instanceof HTMLElement &&
    (target.isContentEditable ||
      target.matches('input:not([type="checkbox"], [type="radio"]), textarea, select') ||
      target.closest('[role="dialog"], [role="menu"], [role="listbox"], [data-plot]') !== null)
  );
}

function createRegistry(): Registry {
  let lists: readonly { readonly current: ShortcutList }[] = [];
  const listeners = new Set<() => void>();
  const change = (next: typeof lists): void => {
    lists = next;
    for (const listener of listeners) listener();
  };
  return {
    lists: () => lists,
    subscribe: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    add: (list) => {
      change([...lists, list]);
      return () => change(lists.filter((one) => one !== list));
    },
  };
}
