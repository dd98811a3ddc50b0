import { blobs } from '../blobs/blobs.ts';
import { breastCancer } from '../breast-cancer/breast-cancer.ts';
import { brightness } from '../brightness/brightness.ts';
import { cifar10 } from '../cifar-10/cifar-10.ts';
import { cifar100 } from '../cifar-100/cifar-100.ts';
import { contrast } from '../contrast/contrast.ts';
import { crop } from '../crop/crop.ts';
import { csvTable } from '../csv-table/csv-table.ts';
import { cutout } from '../cutout/cutout.ts';
import { diabetes } from '../diabetes/diabetes.ts';
import { digits } from '../digits/digits.ts';
import { fashionMnistMini } from '../fashion-mnist-mini/fashion-mnist-mini.ts';
import { fashionMnist } from '../fashion-mnist/fashion-mnist.ts';
import { flip } from '../flip/flip.ts';
import { holdOut } from '../hold-out/hold-out.ts';
import { imageFolder } from '../image-folder/image-folder.ts';
import { iris } from '../iris/iris.ts';
import { kFold } from '../k-fold/k-fold.ts';
import { lens } from '../lens/lens.ts';
import { minMax } from '../min-max/min-max.ts';
import { mixup } from '../mixup/mixup.ts';
import { mnist } from '../mnist/mnist.ts';
import { nested } from '../nested/nested.ts';
import { noise } from '../noise/noise.ts';
import { noScaling } from '../none/none.ts';
import { numpyArrays } from '../numpy-arrays/numpy-arrays.ts';
import { pca } from '../pca/pca.ts';
import { perChannel } from '../per-channel/per-channel.ts';
import { repeatedHoldOut } from '../repeated-hold-out/repeated-hold-out.ts';
import { rotate } from '../rotate/rotate.ts';
import { shapes } from '../shapes/shapes.ts';
import { shear } from '../shear/shear.ts';
import { spirals } from '../spirals/spirals.ts';
import { stratified } from '../stratified/stratified.ts';
import { stretch } from '../stretch/stretch.ts';
import { textures } from '../textures/textures.ts';
import { translate } from '../translate/translate.ts';
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
  mnist,
  fashionMnist,
  cifar10,
  cifar100,
  imageFolder,
  csvTable,
  numpyArrays,
  blobs,
  spirals,
  shapes,
  textures,
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
  translate,
  rotate,
  stretch,
  shear,
  lens,
  flip,
  crop,
  brightness,
  contrast,
  noise,
  cutout,
  mixup,
] as const;
