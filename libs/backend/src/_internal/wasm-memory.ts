import { BackendError } from '../backend-error/backend-error.ts';

const PAGE = 65_536;
const MAX_PAGES = 65_536;
/** Static data of the kernels and a zero page live below. */
const BASE = PAGE;
const SMALL_LIMIT = 1_024;
const SLAB = 16_384;
/** Kernels may read up to a vector past the end of a block. */
const SLACK = 64;

/** Figures of the memory, in bytes. */
export interface MemoryStats {
  /** Size of the WebAssembly memory; it never shrinks. */
  reservedBytes: number;
  /** Handed out at the moment, after rounding. */
  liveBytes: number;
  peakLiveBytes: number;
  liveBlocks: number;
}

/**
 * Allocator over one WebAssembly memory.
 *
 * Up to 1 KiB: size classes (64, 128, ... 1024) cut from slabs. Above: blocks of whole 64-byte lines from free lists by size
 * class (8 classes per power of two), split on use and merged with free neighbours on release, so that a training step,
 * whose sizes repeat, runs in a constant memory. Same requests in the same order give the same addresses.
 */
export class WasmMemory {
  readonly memory: WebAssembly.Memory;
  #limit: number;
  #top = BASE;
  #small: number[][] = [[], [], [], [], []];
  #bins = new Map<number, Set<number>>();
  #freeSize = new Map<number, number>();
  #freeEnd = new Map<number, number>();
  #live = new Map<number, number>();
  #liveBytes = 0;
  #peakLiveBytes = 0;
  #buffer: ArrayBufferLike;
  #f32: Float32Array;
  #u8: Uint8Array;

  constructor(memory: WebAssembly.Memory, limitBytes: number = MAX_PAGES * PAGE) {
    this.memory = memory;
    this.#limit = limitBytes;
    this.#buffer = memory.buffer;
    this.#f32 = new Float32Array(this.#buffer);
    this.#u8 = new Uint8Array(this.#buffer);
  }

  /** All of the memory as float32. Growing detaches it: do not keep it across an allocation. */
  get f32(): Float32Array {
    this.#refresh();
    return this.#f32;
  }

  get u8(): Uint8Array {
    this.#refresh();
    return this.#u8;
  }

  get buffer(): ArrayBufferLike {
    return this.memory.buffer;
  }

  /** Whether threads can share it. */
  get isShared(): boolean {
    return isSharedBuffer(this.memory.buffer);
  }

  /** Whether an array is a view of this memory, also of its size before it grew. */
  isView(values: ArrayBufferView): boolean {
    return values.buffer === this.memory.buffer || (this.isShared && isSharedBuffer(values.buffer));
  }

  stats(): MemoryStats {
    return {
      reservedBytes: this.memory.buffer.byteLength,
      liveBytes: this.#liveBytes,
      peakLiveBytes: this.#peakLiveBytes,
      liveBlocks: this.#live.size,
    };
  }

  /** Address of `bytes` uninitialized bytes on a 64-byte boundary. */
  allocate(bytes: number): number {
    const isSmall = bytes <= SMALL_LIMIT;
    const rounded = isSmall ? 64 << smallClass(bytes) : Math.ceil(bytes / 64) * 64;
    const address = isSmall ? this.#allocateSmall(bytes) : this.#allocateLarge(rounded);
    this.#live.set(address, rounded);
    this.#liveBytes += rounded;
    if (this.#liveBytes > this.#peakLiveBytes) this.#peakLiveBytes = this.#liveBytes;
    return address;
  }

  release(address: number): void {
    const size = this.#live.get(address);
    if (size === undefined)
      throw new BackendError('E_BACKEND_RELEASE', `no live block at address ${address}.`);
    this.#live.delete(address);
    this.#liveBytes -= size;
    if (size <= SMALL_LIMIT) this.#small[smallClass(size)]?.push(address);
    else this.#insertFree(address, size);
  }

  #refresh(): void {
    const buffer = this.memory.buffer;
    if (buffer === this.#buffer) return;
    this.#buffer = buffer;
    this.#f32 = new Float32Array(buffer);
    this.#u8 = new Uint8Array(buffer);
  }

  #allocateSmall(bytes: number): number {
    const index = smallClass(bytes);
    const list = this.#small[index] ?? [];
    const found = list.pop();
    if (found !== undefined) return found;
    const slab = this.#allocateLarge(SLAB);
    const size = 64 << index;
    for (let offset = SLAB - size; offset > 0; offset -= size) list.push(slab + offset);
    return slab;
  }

  #allocateLarge(size: number): number {
    const found = this.#takeFree(size);
    if (found !== undefined) return found;
    // The free block at the top end, if any, is extended instead of left behind.
    const tail = this.#freeEnd.get(this.#top);
    const start = tail ?? this.#top;
    this.#ensure(start + size, size);
    if (tail !== undefined) this.#removeFree(tail);
    this.#top = start + size;
    return start;
  }

  #ensure(end: number, request: number): void {
    const have = this.memory.buffer.byteLength;
    const need = end + SLACK;
    if (need <= have) return;
    const wanted = Math.min(this.#limit, Math.max(need, have + Math.min(have >> 4, 16 * PAGE * 16)));
    if (need <= this.#limit && (this.#grow(wanted - have) || this.#grow(need - have))) return;
    throw new BackendError('E_BACKEND_MEMORY', this.#describeShortage(request), {
      received: request,
      expected: `at most ${formatBytes(this.#limit)} in all`,
      hint: 'Dispose tensors (tf.tidy, tensor.dispose), or use a smaller batch.',
    });
  }

  #grow(bytes: number): boolean {
    try {
      this.memory.grow(Math.ceil(bytes / PAGE));
      return true;
    } catch {
      return false;
    }
  }

  #describeShortage(request: number): string {
    const largest = [...this.#live.values()].sort((a, b) => b - a).slice(0, 5);
    return (
      `cannot allocate ${formatBytes(request)}; ${formatBytes(this.#liveBytes)} live in ${this.#live.size} blocks ` +
      `(largest: ${largest.map(formatBytes).join(', ') || 'none'}), ` +
      `${formatBytes(this.memory.buffer.byteLength)} reserved.`
    );
  }

  /**
   * The smallest free block that suffices, at the lowest address among equals. What is taken then depends on what is free
   * alone, not on the order in which it became so, and a training step finds the same layout again and again.
   */
  #takeFree(size: number): number | undefined {
    for (let bin = binOf(size); bin <= LAST_BIN; bin++) {
      let best: number | undefined;
      let bestSize = Infinity;
      for (const start of this.#bins.get(bin) ?? []) {
        const free = this.#freeSize.get(start) ?? 0;
        if (free < size || free > bestSize || (free === bestSize && start > (best ?? 0))) continue;
        best = start;
        bestSize = free;
      }
      if (best !== undefined) return this.#split(best, size);
    }
    return undefined;
  }

  #split(start: number, size: number): number {
    const whole = this.#freeSize.get(start) ?? 0;
    this.#removeFree(start);
    if (whole > size) this.#insertFree(start + size, whole - size);
    return start;
  }

  #insertFree(address: number, bytes: number): void {
    let start = address;
    let size = bytes;
    const after = this.#freeSize.get(start + size);
    if (after !== undefined) {
      this.#removeFree(start + size);
      size += after;
    }
    const before = this.#freeEnd.get(start);
    if (before !== undefined) {
      const beforeSize = this.#freeSize.get(before) ?? 0;
      this.#removeFree(before);
      start = before;
      size += beforeSize;
    }
    this.#freeSize.set(start, size);
    this.#freeEnd.set(start + size, start);
    const bin = binOf(size);
    let set = this.#bins.get(bin);
    if (!set) this.#bins.set(bin, (set = new Set()));
    set.add(start);
  }

  #removeFree(start: number): void {
    const size = this.#freeSize.get(start) ?? 0;
    this.#freeSize.delete(start);
    this.#freeEnd.delete(start + size);
    this.#bins.get(binOf(size))?.delete(start);
  }
}

/** `SharedArrayBuffer` is not even defined in pages that are not cross-origin isolated. */
function isSharedBuffer(buffer: ArrayBufferLike): boolean {
  return Object.prototype.toString.call(buffer) === '[object SharedArrayBuffer]';
}

/**
 * A WebAssembly memory that can grow as far as the engine allows, up to 4 GiB; shared where memory can be shared.
 *
 * @throws {RangeError} when there is not even address space for 256 MiB
 */
export function createMemory(isShared: boolean): WebAssembly.Memory {
  for (let maximum = MAX_PAGES; maximum > 4096; maximum /= 2) {
    try {
      return new WebAssembly.Memory({ initial: 16, maximum, shared: isShared });
    } catch {
      // Engines on small devices reserve the whole maximum of a shared memory at once.
    }
  }
  return new WebAssembly.Memory({ initial: 16, maximum: 4096, shared: isShared });
}

function smallClass(bytes: number): number {
  return bytes <= 64 ? 0 : 26 - Math.clz32(bytes - 1);
}

/** 8 bins per power of two. */
function binOf(size: number): number {
  const exponent = Math.floor(Math.log2(size));
  return exponent * 8 + Math.floor((size / 2 ** exponent - 1) * 8);
}

const LAST_BIN = 33 * 8;

/** 1536 -> '1.5 KiB'. */
function formatBytes(bytes: number): string {
  if (bytes < 1024) return `${bytes} B`;
  if (bytes < 1024 ** 2) return `${(bytes / 1024).toFixed(1)} KiB`;
  if (bytes < 1024 ** 3) return `${(bytes / 1024 ** 2).toFixed(1)} MiB`;
  return `${(bytes / 1024 ** 3).toFixed(2)} GiB`;
}
