export type { Fill } from './_internal/resample.ts';
export { augmentedSource, previewAugmentation, type AugmentationSettings } from './augment/augment.ts';
export { batches, numBatches, scaledSource, type BatchOptions } from './batches/batches.ts';
export { breastCancer } from './breast-cancer/breast-cancer.ts';
export { brightness } from './brightness/brightness.ts';
export { contrast } from './contrast/contrast.ts';
export { crop } from './crop/crop.ts';
export { cutout } from './cutout/cutout.ts';
export { diabetes } from './diabetes/diabetes.ts';
export { digits } from './digits/digits.ts';
export { fashionMnistMini } from './fashion-mnist-mini/fashion-mnist-mini.ts';
export { flip } from './flip/flip.ts';
export { holdOut } from './hold-out/hold-out.ts';
export { iris } from './iris/iris.ts';
export { kFold } from './k-fold/k-fold.ts';
export { noisyLabels } from './label-noise/label-noise.ts';
export { perturbedSource, type PerturbationSettings } from './perturb/perturb.ts';
export { lens } from './lens/lens.ts';
export { memorySource, type MemoryExamples } from './memory-source/memory-source.ts';
export { minMax } from './min-max/min-max.ts';
export { mixup } from './mixup/mixup.ts';
export { nested } from './nested/nested.ts';
export { noise } from './noise/noise.ts';
export { noScaling } from './none/none.ts';
export { pca } from './pca/pca.ts';
export { perChannel } from './per-channel/per-channel.ts';
export { dataPreset } from './preset/preset.ts';
export { repeatedHoldOut } from './repeated-hold-out/repeated-hold-out.ts';
export { rotate } from './rotate/rotate.ts';
export { shear } from './shear/shear.ts';
export { stratified } from './stratified/stratified.ts';
export { stretch } from './stretch/stretch.ts';
export { bootstrapSubset, learningPart, trainingSubset } from './subsets/subsets.ts';
export { translate } from './translate/translate.ts';
export { wine } from './wine/wine.ts';
export { zScore } from './z-score/z-score.ts';
export { blobs } from './blobs/blobs.ts';
export { spirals } from './spirals/spirals.ts';
export { shapes } from './shapes/shapes.ts';
export { textures } from './textures/textures.ts';
export { readCifar, type CifarImages } from './cifar/cifar.ts';
export { readCsv, type CsvOptions } from './csv/csv.ts';
export { readIdx, type NumberArray } from './idx/idx.ts';
export { readNpy, readNpz } from './npy/npy.ts';
export { mnist } from './mnist/mnist.ts';
export { fashionMnist } from './fashion-mnist/fashion-mnist.ts';
export { cifar10 } from './cifar-10/cifar-10.ts';
export { cifar100 } from './cifar-100/cifar-100.ts';
export { catalogue, type RemoteFile, type RemoteName } from './download/catalogue.ts';
export {
  isRemote,
  listDataSets,
  type DataPlace,
  type DataSetEntry,
} from './data-catalogue/data-catalogue.ts';
export {
  dataFolder,
  getDataSet,
  isFetched,
  type DownloadOptions,
  type DownloadProgress,
} from './download/download.ts';
export { imageFolder } from './image-folder/image-folder.ts';
export { csvTable } from './csv-table/csv-table.ts';
export { numpyArrays } from './numpy-arrays/numpy-arrays.ts';
export { extractImages, type ArchiveLimits, type ExtractedImages } from './image-archive/image-archive.ts';
export { listFetched, removeFetched, type FetchedFiles } from './shared-files/fetched-files.ts';
export { inspectData } from './data-report/data-report.ts';
export type {
  DataCheck,
  DataReport,
  DuplicateGroup,
  Duplicates,
  FeatureReport,
  PartName,
  PartReport,
} from './data-report/report.ts';
