import { breastCancer } from '../breast-cancer/breast-cancer.ts';
import { diabetes } from '../diabetes/diabetes.ts';
import { digits } from '../digits/digits.ts';
import { fashionMnistMini } from '../fashion-mnist-mini/fashion-mnist-mini.ts';
import { holdOut } from '../hold-out/hold-out.ts';
import { iris } from '../iris/iris.ts';
import { kFold } from '../k-fold/k-fold.ts';
import { minMax } from '../min-max/min-max.ts';
import { nested } from '../nested/nested.ts';
import { noScaling } from '../none/none.ts';
import { pca } from '../pca/pca.ts';
import { perChannel } from '../per-channel/per-channel.ts';
import { repeatedHoldOut } from '../repeated-hold-out/repeated-hold-out.ts';
import { stratified } from '../stratified/stratified.ts';
import { wine } from '../wine/wine.ts';
import { zScore } from '../z-score/z-score.ts';

/** Every plugin of this package, for `createRegistry().use(...dataPreset)`. */
export const dataPreset = [
  digits,
  fashionMnistMini,
  iris,
  wine,
  breastCancer,
  diabetes,
  stratified,
  holdOut,
  kFold,
  repeatedHoldOut,
  nested,
  perChannel,
  zScore,
  minMax,
  pca,
  noScaling,
] as const;
