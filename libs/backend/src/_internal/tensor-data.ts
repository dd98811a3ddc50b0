import type { DataType, TensorInfo } from '@tensorflow/tfjs';
import type { WasmMemory } from './wasm-memory.ts';

/** Values as the stock kernels hold them. */
export type Values = Float32Array | Int32Array | Uint8Array | Uint8Array[];

/**
 * What the backend keeps per tensor: either host values, or an address in the WebAssembly memory.
 *
 * Values move to the memory when a native kernel first needs them and stay there. `values` reads like the field that the
 * stock kernels expect; for resident data it is a fresh view, valid until the next allocation.
 */
export class TensorData {
  readonly dtype: DataType;
  refCount: number;
  complexTensorInfos?: { real: TensorInfo; imag: TensorInfo };
  address = 0;
  #memory: WasmMemory;
  #values: Values | null;
  #length = 0;

  constructor(memory: WasmMemory, dtype: DataType, values: Values | null, refCount: number) {
    this.#memory = memory;
    this.dtype = dtype;
    this.#values = values;
    this.refCount = refCount;
  }

  /** Data of `length` float32 values that a kernel is about to write. */
  static resident(memory: WasmMemory, length: number): TensorData {
    const data = new TensorData(memory, 'float32', null, 1);
    data.#length = length;
    data.address = memory.allocate(length * 4);
    return data;
  }

  get values(): Values | null {
    if (this.address === 0) return this.#values;
    return new Float32Array(this.#memory.buffer, this.address, this.#length);
  }

  /** Address of the float32 values, copied into the memory if they are not there yet. */
  makeResident(): number {
    if (this.address !== 0) return this.address;
    const values = this.#values as Float32Array;
    this.#length = values.length;
    const address = this.#memory.allocate(values.length * 4);
    this.#memory.f32.set(values, address / 4);
    this.address = address;
    this.#values = null;
    return address;
  }

  free(): void {
    if (this.address !== 0) this.#memory.release(this.address);
    this.address = 0;
    this.#values = null;
  }
}
