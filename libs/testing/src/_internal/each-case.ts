import type { ConformanceCase, Plugin, PluginKind, PluginKinds, Registry } from '@convlab/core';
import type { Check, Subject } from '../conformance-case/conformance-case.ts';
import { refOf } from './fail.ts';

/** Whether a plugin is of a kind. */
export const is =
  (kind: PluginKind) =>
  (plugin: Plugin): boolean =>
    plugin.kind === kind;

/** Runs a check on the part that each case builds. */
export function each<K extends PluginKind>(
  kind: K,
  check: (part: PluginKinds[K], given: ConformanceCase, registry: Registry) => Promise<void> | void,
): Check['run'] {
  return async (subject: Subject) => {
    for (const given of subject.cases) {
      const part = subject.registry.create(kind, refOf(subject, given));
      await check(part, given, subject.registry);
    }
  };
}
