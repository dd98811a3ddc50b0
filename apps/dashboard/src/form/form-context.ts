'use client';
import { createContext, useContext } from 'react';
import type { FormManifest } from './schema.ts';

/** Where in the data something lies. */
export type Path = readonly (string | number)[];

/** Sets what lies at a path; `undefined` removes it. */
export type Change = (path: Path, value: unknown) => void;

/** What every field of a form can reach. */
export interface FormTools {
  readonly manifests: readonly FormManifest[];
  readonly change: Change;
}

const Tools = createContext<FormTools>({ manifests: [], change: () => undefined });

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
