export { applyNetwork, type ApplyRequest, type ApplyResult } from './apply/apply-network.ts';
export { initializeState, initializeWeights } from './apply/initialize.ts';
export {
  disposeTensors,
  mapTensors,
  valueAndGradients,
  type LossAndExtras,
  type ValueAndGradients,
} from './apply/value-and-gradients.ts';
export { networkBuilder, type NetworkBuilder, type NodeHandle } from './builder/network-builder.ts';
export {
  compileNetwork,
  requireOutputs,
  type CompiledNetwork,
  type CompiledNode,
  type PartSource,
} from './compile/compile-network.ts';
export { INPUT, orderNodes } from './graph/order-nodes.ts';
export { parseGraph } from './graph/parse-graph.ts';
