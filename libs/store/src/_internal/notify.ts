/** Carries the id of a run with new events. */
export const RUN_CHANNEL = 'convlab_run';

/** Carries the id of a run whose worker is asked for something. */
export const CONTROL_CHANNEL = 'convlab_control';
