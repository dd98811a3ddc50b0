'use client';
import { Select } from '@mantine/core';
import { SPREAD_KINDS, type SpreadKind } from '@convlab/evaluation/spread';
import { choiceParam } from '../../client/url-params.ts';
import { seriesTexts } from '../../texts/series-texts.ts';

const t = seriesTexts.band;

/** What is drawn around means, as it stands in the address. */
export const BAND_PARAM = choiceParam(SPREAD_KINDS, 'sd');

interface BandControlProps {
  readonly band: SpreadKind;
  readonly onChange: (band: SpreadKind) => void;
}

/** Chooses what is drawn around means of runs. */
export function BandControl({ band, onChange }: BandControlProps) {
  return (
    <Select
      size="xs"
      w={170}
      aria-label={t.label}
      data={SPREAD_KINDS.map((kind) => ({ value: kind, label: t.choice(t.names[kind]) }))}
      value={band}
      allowDeselect={false}
      onChange={(value) => onChange(SPREAD_KINDS.find((kind) => kind === value) ?? 'sd')}
    />
  );
}
