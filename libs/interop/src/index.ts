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
export { exportOnnx, ONNX_INPUT, ONNX_OUTPUT, type OnnxExportOptions } from './onnx-export/onnx-export.ts';
export { type OnnxConverter, type OnnxNodeContext } from './onnx-export/onnx-node-context.ts';
export {
  encodeOnnx,
  ONNX_OPSET,
  type OnnxAttribute,
  type OnnxInitializer,
  type OnnxModel,
  type OnnxNode,
  type OnnxValue,
} from './onnx-model/onnx-model.ts';
export { readLayersModel, type ReadLayersModel } from './layers-model/read-layers-model.ts';
export { writeLayersModel, type WriteLayersModelOptions } from './layers-model/write-layers-model.ts';
