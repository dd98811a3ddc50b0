import { digits } from '../digits/digits.ts';
import { fashionMnistMini } from '../fashion-mnist-mini/fashion-mnist-mini.ts';
import { minMax } from '../min-max/min-max.ts';
import { noScaling } from '../none/none.ts';
import { perChannel } from '../per-channel/per-channel.ts';
import { stratified } from '../stratified/stratified.ts';
import { zScore } from '../z-score/z-score.ts';

/** Every plugin of this package, for `createRegistry().use(...dataPreset)`. */
export const dataPreset = [
  digits,
  fashionMnistMini,
  stratified,
  perChannel,
  zScore,
  minMax,
  noScaling,
] as const;
