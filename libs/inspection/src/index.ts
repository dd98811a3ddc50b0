export { connectionCounts, type ConnectionCounts } from './connection-counts/connection-counts.ts';
export {
  BYTES_PER_ELEMENT,
  describeNetwork,
  type Cost,
  type NetworkDescription,
  type NodeDescription,
  type StageDescription,
} from './describe-network/describe-network.ts';
export {
  receptiveFields,
  type LocalField,
  type Pair,
  type ReceptiveField,
} from './receptive-field/receptive-field.ts';
export { stateCopies } from './state-copies/state-copies.ts';
export { trainingMemory, type TrainingMemory, type TrainingPlan } from './training-memory/training-memory.ts';
