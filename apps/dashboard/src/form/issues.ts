import type { ErrorSchema } from '@rjsf/utils';

/** A fault of a specification with its place. */
export interface FormIssue {
  readonly path: readonly (string | number)[];
  readonly message: string;
  readonly hint?: string;
}

/** Issues as the tree that a form hands down to its fields. */
export function toErrorSchema(issues: readonly FormIssue[]): ErrorSchema {
  const root: ErrorSchema = {};
  for (const issue of issues) {
    let node = root;
    for (const key of issue.path) {
      const children = node as Record<string, ErrorSchema>;
      children[key] ??= {};
      node = children[key];
    }
    node.__errors = [...(node.__errors ?? []), sentenceOf(issue)];
  }
  return root;
}

/** Every sentence in a tree of errors, from the top down. */
export function allErrors(errors: ErrorSchema | undefined): string[] {
  if (errors === undefined) return [];
  const { __errors: own = [], ...children } = errors;
  return [...own, ...Object.values(children).flatMap((child) => allErrors(child as ErrorSchema | undefined))];
}

/** What to tell of an issue: what is wrong, and how to mend it. */
export function sentenceOf({ message, hint }: FormIssue): string {
  return hint === undefined ? message : `${message} ${hint}`;
}
