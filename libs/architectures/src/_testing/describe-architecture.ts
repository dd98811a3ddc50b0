import { createRegistry, type PluginRefObject, type Registry } from '@convlab/core';
import { describeNetwork } from '@convlab/inspection';
import { layerPreset } from '@convlab/layers';
import { compileNetwork } from '@convlab/network';
import { normalizationPreset } from '@convlab/normalization';
import { architecturePreset } from '../architecture-preset/architecture-preset.ts';

/** Every architecture and what they are built of. */
export const registry: Registry = createRegistry().use(
  ...layerPreset,
  ...normalizationPreset,
  ...architecturePreset,
);

/** The cost table of an architecture, and its rows by name. */
export function describeArchitecture(ref: PluginRefObject, size: number, numOutputs = 1000, channels = 3) {
  const architecture = registry.create('architecture', ref);
  const graph = architecture.build({ inputShape: [size, size, channels], numOutputs });
  const description = describeNetwork(compileNetwork(graph, registry));
  const node = (name: string) => {
    const found = description.nodes.find((each) => each.name === name);
    if (found === undefined) throw new Error(`no node ${name}`);
    return found;
  };
  const stage = (name: string) => {
    const found = description.stages.find((each) => each.name === name);
    if (found === undefined) throw new Error(`no stage ${name}`);
    return found;
  };
  /** Receptive field and stride of the last feature map. */
  const last = description.nodes.filter(
    ({ outputShape, receptiveField, trainingOnly }) =>
      outputShape.length === 3 && receptiveField.local !== null && !trainingOnly,
  );
  const local = last.at(-1)?.receptiveField.local;
  return {
    ...description,
    node,
    stage,
    lastField: [local?.size[0], local?.stride[0]],
  };
}
