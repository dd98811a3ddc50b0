'use client';
import type { RunData } from '../run/run-state.ts';
import { LayerHistograms } from './layer-histograms.tsx';
import { LayerStrip } from './layer-strip.tsx';
import { LookInside } from './look-inside.tsx';
import classes from './inside.module.css';

/** The inside of a run: its layers over time, and what its best network looks at. */
export function InsideTab({ data }: { readonly data: RunData }) {
  return (
    <div className={classes.stack}>
      <LookInside data={data} />
      <LayerStrip runId={data.run.id} epoch={data.run.epoch} />
      <LayerHistograms runId={data.run.id} epoch={data.run.epoch} />
    </div>
  );
}
