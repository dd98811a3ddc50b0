import { DASH_ARRAYS } from './colours.ts';
import type { LegendEntry } from './legend.ts';

/** What a curve looks like, beside its name. */
export function LegendSample({ entry }: { readonly entry: Omit<LegendEntry, 'label'> }) {
  const dash = DASH_ARRAYS[entry.dash ?? 'solid'];
  return (
    <svg width="20" height="10" aria-hidden="true" style={{ verticalAlign: 'middle' }}>
      {entry.area === true ? (
        <rect width="20" height="10" rx="2" fill={entry.colour} fillOpacity={0.25} />
      ) : (
        <line
          x1="1"
          y1="5"
          x2="19"
          y2="5"
          stroke={entry.colour}
          strokeWidth="2"
          {...(dash === undefined ? {} : { strokeDasharray: dash })}
        />
      )}
    </svg>
  );
}
