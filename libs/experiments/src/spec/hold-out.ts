/** The protocol of one training on one split. */
export const HOLD_OUT = 'hold-out';
