import type { DataSplit } from '@convlab/core';
import { PARTS, type DuplicateGroup, type Duplicates, type PartName } from './report.ts';
import type { Scan } from './scan.ts';

/* Enough to look at; the numbers are complete. */
const MAX_GROUPS = 100;

/** Finds equal inputs, and where a split has put them. */
export function findDuplicates(
  { inputHashes, targetHashes }: Pick<Scan, 'inputHashes' | 'targetHashes'>,
  split: DataSplit,
): Duplicates {
  const partOf = partNames(inputHashes.length, split);
  const groups = groupsOf(inputHashes).map((indices): DuplicateGroup => ({
    indices,
    parts: indices.map((index) => partOf[index] as PartName),
    sameTarget: indices.every((index) => targetHashes[index] === targetHashes[indices[0] as number]),
  }));
  const across = groups.filter(({ parts }) => new Set(parts).size > 1);
  return {
    numRepeated: groups.reduce((sum, { indices }) => sum + indices.length - 1, 0),
    numLeaked: across.reduce((sum, { parts }) => sum + leakedOf(parts), 0),
    numConflicting: groups.filter(({ sameTarget }) => !sameTarget).length,
    groups: [...across, ...groups.filter((group) => !across.includes(group))].slice(0, MAX_GROUPS),
  };
}

function leakedOf(parts: readonly PartName[]): number {
  return parts.includes('train') ? parts.filter((part) => part !== 'train').length : 0;
}

function partNames(length: number, split: DataSplit): PartName[] {
  const names = new Array<PartName>(length);
  for (const part of PARTS) for (const index of split[part]) names[index] = part;
  return names;
}

/** Indices with equal hashes, where there are several. Examples outside every part count as well. */
function groupsOf(hashes: Float64Array): number[][] {
  const first = new Map<number, number>();
  const groups = new Map<number, number[]>();
  hashes.forEach((hash, index) => {
    const earlier = first.get(hash);
    if (earlier === undefined) {
      first.set(hash, index);
      return;
    }
    const group = groups.get(hash);
    if (group === undefined) groups.set(hash, [earlier, index]);
    else group.push(index);
  });
  return [...groups.values()];
}
