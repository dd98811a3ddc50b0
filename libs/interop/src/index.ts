export { fromTorch, torchShape, toTorch, type TorchLayout } from './torch-layout/torch-layout.ts';
export {
  detectTorchNaming,
  renameTorch,
  torchNamings,
  torchTensors,
  type TorchNaming,
  type TorchTensor,
} from './torch-names/torch-names.ts';
export {
  loadTorchWeights,
  saveTorchWeights,
  type LoadedTorchWeights,
  type MisshapenTensor,
  type SaveTorchOptions,
  type TorchLoadReport,
} from './torch-weights/torch-weights.ts';
