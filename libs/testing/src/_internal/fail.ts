import { ConvlabError, type ConformanceCase, type PluginRefObject } from '@convlab/core';
import type { Subject } from '../conformance-case/conformance-case.ts';

/** A failed check. */
export function fail(message: string, received?: unknown): never {
  throw new ConvlabError({ code: 'E_CONFORMANCE', message, ...(received === undefined ? {} : { received }) });
}

/** A reference to the plugin in one of its cases. */
export function refOf({ plugin }: Subject, { config }: ConformanceCase): PluginRefObject {
  return { id: plugin.id, ...config };
}

/** A case in words, for messages. */
export function describeCase({ config, inputs, shape }: ConformanceCase): string {
  const parts = [config, inputs, shape].filter((part) => part !== undefined);
  return parts.map((part) => JSON.stringify(part)).join(' on ');
}
