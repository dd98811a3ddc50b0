'use client';
import { Group, SegmentedControl } from '@mantine/core';
import { choiceParam, flagParam, rangeParam } from '../../client/url-params.ts';
import { seriesTexts } from '../../texts/series-texts.ts';
import { X_KINDS, type XKind } from './run-series.ts';
import { ToggleButton } from './toggle-button.tsx';

/** How the horizontal axis of a page's charts stands in the address. */
export const X_PARAMS = {
  x: choiceParam(X_KINDS, 'epoch'),
  xlog: flagParam(),
  zoom: rangeParam(),
};

interface XControlsProps<Kind extends XKind> {
  /** What there is to choose from. */
  readonly kinds: readonly Kind[];
  /** None of the kinds is chosen while the curves stand over something else. */
  readonly view: { readonly x: string; readonly xlog: boolean };
  readonly onChange: (change: { readonly x?: Kind; readonly xlog?: boolean; readonly zoom?: null }) => void;
}

/** What the curves stand over, and on which scale. */
export function XControls<Kind extends XKind>({ kinds, view, onChange }: XControlsProps<Kind>) {
  return (
    <Group gap="xs">
      <SegmentedControl
        size="xs"
        aria-label={seriesTexts.xLabel}
        value={view.x}
        // A part of one axis means nothing on another.
        onChange={(chosen) => {
          const x = kinds.find((kind) => kind === chosen);
          if (x !== undefined) onChange({ x, zoom: null });
        }}
        data={kinds.map((kind) => ({ value: kind, label: seriesTexts.x[kind].short }))}
      />
      <ToggleButton pressed={view.xlog} onToggle={() => onChange({ xlog: !view.xlog })}>
        {seriesTexts.xLog}
      </ToggleButton>
    </Group>
  );
}
