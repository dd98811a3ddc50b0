import type { ApiOutputs } from '../../client/api.ts';

/** The report on a data set as the API gives it. */
export type Report = ApiOutputs['data']['inspect'];
