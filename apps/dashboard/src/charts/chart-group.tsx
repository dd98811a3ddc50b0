'use client';
import {
  createContext,
  useContext,
  useEffect,
  useRef,
  useState,
  useSyncExternalStore,
  type ReactNode,
} from 'react';
import type { Scale } from './axis.ts';

/** A part of an x axis. */
export type Range = readonly [number, number];

/** What the charts of a page share: one cursor, one zoom. */
export interface GroupState {
  /** Where the pointer or the arrow keys are. */
  readonly cursor: number | null;
  /** Where the cursor was pinned by a click. */
  readonly pinned: number | null;
  /** The part of x that is shown; all of it when `null`. */
  readonly zoom: Range | null;
}

type Change = Partial<GroupState>;

interface GroupStore {
  readonly get: () => GroupState;
  readonly set: (change: Change) => void;
  readonly subscribe: (listener: () => void) => () => void;
}

interface Group {
  readonly store: GroupStore;
  readonly xScale: Scale;
}

const Context = createContext<Group | null>(null);

interface ChartGroupProps {
  /** The zoom to begin with, as from the address. */
  readonly zoom?: Range | null;
  /** Hears of every change of the zoom. */
  readonly onZoom?: (zoom: Range | null) => void;
  readonly xScale?: Scale;
  readonly children: ReactNode;
}

/** Charts over the same x: one cursor and one zoom for all of them. */
export function ChartGroup({ zoom = null, onZoom, xScale = 'linear', children }: ChartGroupProps) {
  const hears = useRef(onZoom);
  useEffect(() => {
    hears.current = onZoom;
  });
  const [store] = useState(() =>
    createStore({ cursor: null, pinned: null, zoom }, (now) => hears.current?.(now)),
  );
  // The address may change by itself, as when a change of the view is taken back.
  useEffect(() => store.set({ zoom }), [store, zoom]);
  return <Context value={{ store, xScale }}>{children}</Context>;
}

/** The group that a chart belongs to; a group of its own when there is none around it. */
export function useChartGroup(): Group {
  const around = useContext(Context);
  const [own] = useState(() => createStore({ cursor: null, pinned: null, zoom: null }));
  return around ?? { store: own, xScale: 'linear' };
}

/** A part of the group's state; only its changes draw the component anew. */
export function useGroupState<Part>(store: GroupStore, select: (state: GroupState) => Part): Part {
  return useSyncExternalStore(
    store.subscribe,
    () => select(store.get()),
    () => select(store.get()),
  );
}

function createStore(initial: GroupState, onZoom?: (zoom: Range | null) => void): GroupStore {
  let state = initial;
  const listeners = new Set<() => void>();
  return {
    get: () => state,
    set: (change) => {
      const before = state;
      state = { ...state, ...change };
      if (!sameRange(state.zoom, before.zoom)) onZoom?.(state.zoom);
      for (const listener of listeners) listener();
    },
    subscribe: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}

function sameRange(a: Range | null, b: Range | null): boolean {
  return a === b || (a !== null && b !== null && a[0] === b[0] && a[1] === b[1]);
}
