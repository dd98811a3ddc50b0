'use client';
import { createContext, useContext, type ReactNode } from 'react';
import type { FormManifest, JsonSchema } from './schema.ts';

/** Where in the data something lies. */
export type Path = readonly (string | number)[];

/** Sets what lies at a path; `undefined` removes it. */
export type Change = (path: Path, value: unknown) => void;

/** What every field of a form can reach. */
export interface FormTools {
  readonly manifests: readonly FormManifest[];
  readonly change: Change;
  /** The whole that the form is of: its schema, and its data as far as they are set. */
  readonly whole: { readonly schema: JsonSchema; readonly value: Readonly<Record<string, unknown>> };
  /** Names of the parts that come before the others. */
  readonly first: readonly string[];
  /** What stands below a part of the whole, such as a picture of what it does, by the part's name. */
  readonly below: Readonly<Record<string, ReactNode>>;
}

const Tools = createContext<FormTools>({
  manifests: [],
  change: () => undefined,
  whole: { schema: {}, value: {} },
  first: [],
  below: {},
});

/** Gives the fields inside their tools. */
export const FormToolsProvider = Tools.Provider;

/** The tools of the form around. */
export function useFormTools(): FormTools {
  return useContext(Tools);
}

/** The plugins of a kind, by title. */
export function useManifests(kind: string): FormManifest[] {
  const { manifests } = useFormTools();
  return manifests
    .filter((manifest) => manifest.kind === kind)
    .toSorted((a, b) => a.title.localeCompare(b.title, 'en'));
}
