'use client';
import { NumberInput } from '@mantine/core';
import type { FilterBank } from '@convlab/inspection';
import { memo, useMemo, useState } from 'react';
import { formatRate } from '../../format/format.ts';
import { insideTexts } from '../../texts/inside-texts.ts';
import { Panel } from '../common/page-frame.tsx';
import { PixelPicture } from '../common/pixel-picture.tsx';
import type { LookProps } from './look-view.ts';
import { filterPixels } from './map-pixels.ts';
import { Ramp, Tiles } from './tiles.tsx';
import { Computing, Failed } from './trained-states.tsx';
import { useTrained } from './use-trained.ts';
import classes from './inside.module.css';

const t = insideTexts.filters;

interface FiltersPanelProps extends Pick<LookProps, 'model'> {
  readonly node: string;
  readonly isConvolution: boolean;
}

/** The filters of a layer, if it is a convolution. */
export function FiltersPanel({ model, node, isConvolution }: FiltersPanelProps) {
  const { query, progress } = useTrained(
    'filters',
    isConvolution ? { model, takes: { node }, key: [node] } : null,
  );
  if (!isConvolution)
    return (
      <Panel title={t.title} answer={t.none(node)}>
        {null}
      </Panel>
    );
  if (query.isError) return <Failed title={t.title} error={query.error} />;
  if (query.data === undefined)
    return (
      <Panel title={t.title} answer={t.waiting(node)}>
        <div className={classes.tileRows}>
          <Computing progress={progress} />
        </div>
      </Panel>
    );
  return <Filters node={node} bank={query.data} />;
}

function Filters({ node, bank }: { readonly node: string; readonly bank: FilterBank }) {
  const [channel, setChannel] = useState(0);
  const { numFilters, height, width, channels, range } = bank;
  const most = formatRate(Math.max(Math.abs(range[0]), Math.abs(range[1])));
  const inColour = channels === 3;
  return (
    <Panel
      title={t.title}
      answer={t.answer(numFilters, `${height} × ${width}`, node, channels)}
      actions={
        channels === 1 || inColour ? null : (
          <ChannelInput channel={channel} channels={channels} onChannel={setChannel} />
        )
      }
    >
      <Tiles
        count={numFilters}
        tile={(k) => <OneFilter bank={bank} filter={k} channel={channel} />}
        legend={
          inColour ? (
            <span>{t.colours}</span>
          ) : (
            <Ramp palette="filters" low={`−${most}`} high={most} note={t.scale} />
          )
        }
      />
    </Panel>
  );
}

interface ChannelInputProps {
  readonly channel: number;
  readonly channels: number;
  readonly onChannel: (channel: number) => void;
}

/* Filters over many channels are drawn for one of them; people count from 1. */
function ChannelInput({ channel, channels, onChannel }: ChannelInputProps) {
  return (
    <NumberInput
      size="xs"
      w={170}
      aria-label={t.channel}
      prefix={`${t.channel} `}
      min={1}
      max={channels}
      allowDecimal={false}
      value={channel + 1}
      onChange={(value) => {
        if (typeof value === 'number' && value >= 1 && value <= channels) onChannel(value - 1);
      }}
    />
  );
}

const OneFilter = memo(function Filter({
  bank,
  filter,
  channel,
}: {
  readonly bank: FilterBank;
  readonly filter: number;
  readonly channel: number;
}) {
  const pixels = useMemo(() => filterPixels(bank, filter, channel), [bank, filter, channel]);
  const label = t.filter(filter + 1);
  return (
    <div title={label}>
      <PixelPicture pixels={pixels} label={label} />
    </div>
  );
});
