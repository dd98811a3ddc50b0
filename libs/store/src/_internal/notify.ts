/** Carries the id of a run with new events. */
export const RUN_CHANNEL = 'convlab_run';

/** Carries the id of a run whose worker is asked for something. */
export const CONTROL_CHANNEL = 'convlab_control';

/** Carries the id of an experiment of which a run ended, so that more of it may be planned; sent by a trigger. */
export const PLAN_CHANNEL = 'convlab_plan';
