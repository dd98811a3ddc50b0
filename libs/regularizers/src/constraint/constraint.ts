import { definePlugin, pluginRef, type Regularizer } from '@convlab/core';
import { z } from 'zod';
import { inScope, scopeFields } from '../_internal/weight-scope.ts';

const config = z.strictObject({
  constraint: pluginRef('constraint').default('max-norm').meta({
    title: 'Constraint',
    description: 'What weights have to satisfy after each update.',
  }),
  ...scopeFields,
});

/**
 * A constraint on weights.
 *
 * w <- the constraint’s projection of w, after each update
 *
 * Acts in training only, on kernels by default.
 */
export const constraint = definePlugin({
  kind: 'regularizer',
  id: 'convlab/constraint',
  version: 1,
  title: 'Constraint',
  summary: 'Holds weights in a set after each update.',
  formula: 'w <- project(w)',
  config,
  create: ({ constraint: ref, ...scope }, { resolve }): Regularizer => {
    const part = resolve('constraint', ref);
    return { appliesTo: inScope(scope), project: (value, weight) => part.project(value, weight) };
  },
});
