import * as tf from '@tensorflow/tfjs';
import { currentState, type BackendInfo } from '../_internal/state.ts';
import type { MemoryStats } from '../_internal/wasm-memory.ts';

/** What {@link describeBackend} reports. */
export interface BackendDescription {
  /** Name of the current TensorFlow.js backend; undefined before one is set. */
  readonly current: string | undefined;
  /** The backend `convlab`, once {@link useConvlabBackend} was called. */
  readonly convlab:
    (BackendInfo & { readonly memory: MemoryStats; readonly nativeKernels: number }) | undefined;
}

/** The current backend and, if registered, what runs behind `convlab`. Changes nothing. */
export function describeBackend(): BackendDescription {
  const state = currentState();
  const current = tf.engine().backendName as string | undefined;
  return {
    current,
    convlab: state && {
      ...state.info,
      memory: state.runtime.memory.stats(),
      nativeKernels: state.nativeKernels,
    },
  };
}
