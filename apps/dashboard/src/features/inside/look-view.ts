import type { ApiOutputs } from '../../client/api.ts';
import type { SetView } from '../../client/url-state.ts';
import { choiceParam, numberParam, textParam, type Values } from '../../client/url-params.ts';
import type { ModelSource } from '../../networks/trained/load-model.ts';

/** What the tab shows, as the address has it. */
export const INSIDE_VIEW = {
  /** Which weights are looked at. */
  weights: choiceParam(['best', 'last'], 'best'),
  part: choiceParam(['validation', 'test', 'train'], 'validation'),
  answers: choiceParam(['all', 'right', 'wrong'], 'all'),
  /** Place among the examples of the part and the answers, from 0. */
  at: numberParam(0, 0, 1e9),
  /** Index of an example that the place is found of; -1 where the place itself is given. */
  example: numberParam(-1, -1, 1e9),
  /** The output that is explained; -1 for what the network says. */
  explain: numberParam(-1, -1, 1e6),
  /** The layer whose maps and filters are shown; the first convolution when empty. */
  node: textParam(),
} as const;

/** Its values. */
export type InsideView = Values<typeof INSIDE_VIEW>;

/** The network of a run as the API describes it. */
export type RunNetwork = ApiOutputs['networks']['ofRun'];

/** An example as it is, and as the network reads it. */
export type LookedExample = Omit<ApiOutputs['inside']['example'], 'input'> & { readonly input: Float32Array };

/** What the parts of the tab need. */
export interface LookProps {
  readonly model: ModelSource;
  readonly network: RunNetwork;
  readonly example: LookedExample;
  readonly view: InsideView;
  readonly onView: SetView<InsideView>;
}
