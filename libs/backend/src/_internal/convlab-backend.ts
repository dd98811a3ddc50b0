import * as tf from '@tensorflow/tfjs';
import { BackendError } from '../backend-error/backend-error.ts';
import { TensorData, type Values } from './tensor-data.ts';
import type { WasmMemory } from './wasm-memory.ts';

interface DataStore {
  get(dataId: object): TensorData;
  set(dataId: object, data: TensorData): void;
  has(dataId: object): boolean;
  delete(dataId: object): boolean;
}

/** The part of MathBackendCPU that is used here; its package is not a direct dependency. */
interface CpuBackend extends tf.KernelBackend {
  data: DataStore;
  nextDataId(): number;
  makeTensorInfo(shape: number[], dtype: tf.DataType, values?: unknown): tf.TensorInfo;
  disposeIntermediateTensorInfo(info: tf.TensorInfo): void;
}

/** The backend object: MathBackendCPU with its values in a WebAssembly memory. */
export interface ConvlabBackend extends CpuBackend {
  readonly wasmMemory: WasmMemory;
  /** A float32 tensor with uninitialized values. */
  makeResident(shape: number[]): tf.TensorInfo;
  addressOf(info: tf.TensorInfo): number;
}

/**
 * The class behind the `cpu` backend, taken from its factory.
 *
 * Importing '@tensorflow/tfjs-backend-cpu' beside the umbrella gives a second copy in Node (CommonJS bundle and ES
 * modules), and a deep import is not exported; the factory gives the very class the stock kernels were written for.
 */
function cpuBackendClass(): new () => CpuBackend {
  const create = tf.findBackendFactory('cpu') as (() => CpuBackend) | undefined;
  if (!create) {
    throw new BackendError('E_BACKEND_CPU_MISSING', "TensorFlow.js has no 'cpu' backend registered.", {
      hint: "Import the umbrella package '@tensorflow/tfjs', not '@tensorflow/tfjs-core' alone.",
    });
  }
  return create().constructor as new () => CpuBackend;
}

function sizeOf(shape: number[]): number {
  let size = 1;
  for (const dim of shape) size *= dim;
  return size;
}

/** A new backend object over `memory`. */
export function createConvlabBackend(memory: WasmMemory): ConvlabBackend {
  class Convlab extends cpuBackendClass() implements ConvlabBackend {
    readonly wasmMemory = memory;

    /** Stock kernels may return a view of their input (a contiguous slice); in this memory it has to be copied. */
    #own(values: Values | null): Values | null {
      const isView = ArrayBuffer.isView(values) && memory.isView(values);
      return isView ? (values as Float32Array).slice() : values;
    }

    override write(values: tf.BackendValues, _shape: number[], dtype: tf.DataType): object {
      const dataId = { id: this.nextDataId() };
      this.data.set(dataId, new TensorData(memory, dtype, this.#own(values), 1));
      return dataId;
    }

    override move(
      dataId: object,
      values: tf.BackendValues,
      _shape: number[],
      dtype: tf.DataType,
      refCount: number,
    ): void {
      this.data.set(dataId, new TensorData(memory, dtype, this.#own(values), refCount));
    }

    /** A copy: the memory behind a resident tensor is used again after its disposal. */
    override readSync(dataId: object): tf.BackendValues {
      const data = this.data.get(dataId);
      if (data.address === 0) return super.readSync(dataId);
      return (data.values as Float32Array).slice();
    }

    override async read(dataId: object): Promise<tf.BackendValues> {
      return this.readSync(dataId);
    }

    override disposeData(dataId: object, force = false): boolean {
      const data = this.data.has(dataId) ? this.data.get(dataId) : undefined;
      const isReleased = super.disposeData(dataId, force);
      if (data && isReleased) data.free();
      return isReleased;
    }

    override memory(): { unreliable: boolean; reasons: string[] } {
      return { unreliable: false, reasons: [] };
    }

    makeResident(shape: number[]): tf.TensorInfo {
      const dataId = { id: this.nextDataId() };
      this.data.set(dataId, TensorData.resident(memory, sizeOf(shape)));
      return { dataId, shape, dtype: 'float32' };
    }

    addressOf(info: tf.TensorInfo): number {
      return this.data.get(info.dataId).makeResident();
    }
  }
  return new Convlab();
}
