import { packJson, unpackJson } from '../../format/packed-json.ts';
import { mergeDiff } from '../../form/merge-diff.ts';
import { mergePatch } from '../../form/refs.ts';
import { KINDS, kindOf, withKind, type PresetKind } from './spec-kind.ts';
import type { WrittenSpec } from './use-spec.ts';

/** What an address says of a specification beside what it starts from; empty texts where it says nothing. */
export interface SpecAddress {
  readonly kind: PresetKind | '';
  /** A merge patch (RFC 7386) as JSON. */
  readonly change: string;
  /** The whole specification, packed: where a patch would be long, or cannot say it. */
  readonly spec: string;
}

/* Longer addresses break in mail and chat; the file is for that. */
const MAX_CHANGE = 1500;
const MAX_SPEC = 6000;
const PLAIN: SpecAddress = { kind: '', change: '', spec: '' };

/** The specification that an address asks for, of what it is to start from. */
export function specAt(source: WrittenSpec, { kind, change, spec }: SpecAddress): WrittenSpec {
  const whole = spec === '' ? undefined : unpackJson(spec);
  // What stands in an address may be anything.
  if (typeof whole === 'object' && whole !== null && !Array.isArray(whole)) return whole as WrittenSpec;
  const base = ofKind(source, kind);
  if (change === '') return base;
  try {
    return mergePatch(base, JSON.parse(change)) as WrittenSpec;
  } catch {
    return base;
  }
}

/** The address of a specification; `undefined` where it is too large for one. */
export function addressOf(source: WrittenSpec, spec: WrittenSpec): SpecAddress | undefined {
  const kind = KINDS.find((one) => one === kindOf(spec) && one !== kindOf(source)) ?? '';
  const patch = mergeDiff(ofKind(source, kind), spec);
  const change = patch === null ? null : JSON.stringify(patch);
  if (change === '{}') return { ...PLAIN, kind };
  if (change !== null && change.length <= MAX_CHANGE) return { ...PLAIN, kind, change };
  const packed = packJson(spec);
  return packed.length <= MAX_SPEC ? { ...PLAIN, spec: packed } : undefined;
}

function ofKind(source: WrittenSpec, kind: PresetKind | ''): WrittenSpec {
  return kind === '' || kind === kindOf(source) ? source : withKind(source, kind);
}
