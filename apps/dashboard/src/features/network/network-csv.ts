import { formatShape } from '@convlab/core';
import type { NetworkDescription } from '@convlab/inspection';
import { networkTexts } from '../../texts/network-texts.ts';

/** The cost table as comma-separated values, a row for each layer. */
export function networkCsv({ nodes }: Pick<NetworkDescription, 'nodes'>): string {
  const rows = nodes.map((node) => [
    node.name,
    node.id,
    `"${formatShape(node.outputShape)}"`,
    node.numWeights,
    node.multiplyAdds,
    node.activationBytes,
    ...(node.receptiveField.local?.size ?? ['', '']),
  ]);
  return [networkTexts.table.columns, ...rows].map((row) => `${row.join(',')}\n`).join('');
}
