'use client';
import { Select } from '@mantine/core';
import { formatShape } from '@convlab/core';
import { insideTexts } from '../../texts/inside-texts.ts';
import { FiltersPanel } from './filters-panel.tsx';
import type { LookProps } from './look-view.ts';
import { MapsPanel } from './maps-panel.tsx';
import classes from './inside.module.css';

const t = insideTexts.layers;

/** A layer of the network: what it makes of the image, and the filters that it does it with. */
export function LayerPanels(props: LookProps) {
  const { model, network, example, view, onView } = props;
  const nodes = network.description.nodes.filter(({ trainingOnly }) => !trainingOnly);
  const first = nodes.find(({ kind, connections }) => kind === 'layer' && connections !== null) ?? nodes[0];
  const node = nodes.find(({ name }) => name === view.node) ?? first;
  if (node === undefined) return null;
  const { name, connections, numWeights } = node;
  const choice = (
    <Select
      size="xs"
      aria-label={t.layer}
      searchable
      data={nodes.map((each) => ({
        value: each.name,
        label: `${each.name} · ${each.title} · ${formatShape(each.outputShape)}`,
      }))}
      value={name}
      onChange={(value) => onView({ node: value === first?.name || value === null ? '' : value })}
      allowDeselect={false}
      className={classes.layerChoice}
    />
  );
  return (
    <>
      <MapsPanel key={`maps ${name}`} model={model} example={example} node={name} choice={choice} />
      <FiltersPanel
        key={`filters ${name}`}
        model={model}
        node={name}
        isConvolution={connections !== null && numWeights > 0}
      />
    </>
  );
}
