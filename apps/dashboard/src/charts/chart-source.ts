'use client';
import { createContext, useContext } from 'react';
import type { RunIdentity } from './export/json.ts';

/** Says which runs the charts inside are drawn from; asked when a file of a chart is made. */
export type ChartSource = () => Promise<readonly RunIdentity[]>;

const Context = createContext<ChartSource>(() => Promise.resolve([]));

/** Makes the source of charts known to those inside. */
export const ChartSourceProvider = Context;

/** The runs behind a chart; none where nobody said. */
export function useChartSource(): ChartSource {
  return useContext(Context);
}
