import { ConvlabError, formatPath, type NetworkGraph } from '@convlab/core';
import { z } from 'zod';

/** Most nodes a graph may have: several times the largest architecture of the literature, and small enough to check at once. */
const MAX_NODES = 10_000;

const name = z
  .string()
  .regex(
    /^[A-Za-z0-9_][A-Za-z0-9_.\-/]*$/,
    'Expected letters, digits, ".", "_", "-" and "/", beginning with a letter, digit or "_"',
  )
  .max(200);

const operation = z.looseObject({
  kind: z.enum(['layer', 'normalization', 'activation']),
  id: z.string().min(1),
});

const graph = z.strictObject({
  version: z.literal(1).default(1),
  inputShape: z.array(z.int().min(1)).min(1).max(4),
  nodes: z
    .array(
      z.strictObject({
        name,
        op: operation,
        inputs: z.array(z.string()).min(1),
      }),
    )
    .min(1)
    .max(MAX_NODES),
  outputs: z
    .array(
      z.strictObject({
        node: z.string(),
        lossWeight: z.number().positive().optional(),
        trainingOnly: z.boolean().optional(),
      }),
    )
    .min(1),
  stages: z.array(z.strictObject({ name: z.string(), node: z.string() })).optional(),
});

/**
 * Reads a network graph from outside.
 *
 * Checks its form only; whether nodes exist, plugins are known and shapes fit is found by compiling it.
 *
 * @throws {ConvlabError} E_NETWORK_GRAPH with the path of the first fault
 */
export function parseGraph(value: unknown): NetworkGraph {
  const result = graph.safeParse(value);
  // zod gives `T | undefined` for an absent optional key; the data itself never holds undefined.
  if (result.success) return result.data as NetworkGraph;
  const [issue] = result.error.issues;
  const path = (issue?.path ?? []).map((key) => (typeof key === 'symbol' ? String(key) : key));
  throw new ConvlabError({
    code: 'E_NETWORK_GRAPH',
    message: issue?.message ?? 'The graph is malformed',
    path,
    hint: `See NetworkGraph for what ${path.length === 0 ? 'a graph' : `"${formatPath(path)}"`} may hold.`,
  });
}
