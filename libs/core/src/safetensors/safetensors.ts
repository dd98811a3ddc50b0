import { ConvlabError } from '../errors/convlab-error.ts';

/** Element type of a stored tensor. */
export type SafetensorsType =
  'F64' | 'I64' | 'U64' | 'F32' | 'I32' | 'U32' | 'F16' | 'BF16' | 'I16' | 'U16' | 'U8' | 'I8' | 'BOOL';

/* Bytes per element of each type that the format knows. */
const ELEMENT_BYTES: Readonly<Record<SafetensorsType, number>> = {
  F64: 8,
  I64: 8,
  U64: 8,
  F32: 4,
  I32: 4,
  U32: 4,
  F16: 2,
  BF16: 2,
  I16: 2,
  U16: 2,
  U8: 1,
  I8: 1,
  BOOL: 1,
};

/** A tensor as stored: type, shape and row-major little-endian bytes. */
export interface StoredTensor {
  readonly dtype: SafetensorsType;
  readonly shape: readonly number[];
  readonly bytes: Uint8Array;
}

/** The content of a safetensors file. */
export interface Safetensors {
  readonly tensors: Readonly<Record<string, StoredTensor>>;
  /** Free text by key. */
  readonly metadata: Readonly<Record<string, string>>;
}

/* The reference implementation refuses larger headers, as a guard against hostile files. */
const MAX_HEADER_BYTES = 100_000_000;
const LENGTH_BYTES = 8;
const METADATA_KEY = '__metadata__';

/** A float32 tensor as stored. The bytes are shared, not copied, on little-endian machines (all that run JavaScript engines today). */
export function storeFloats(values: Float32Array, shape: readonly number[]): StoredTensor {
  return { dtype: 'F32', shape, bytes: new Uint8Array(values.buffer, values.byteOffset, values.byteLength) };
}

/**
 * The values of a stored F32 tensor, copied.
 *
 * @throws {ConvlabError} E_SAFETENSORS_TYPE when it has another element type
 */
export function readFloats(tensor: StoredTensor, name: string): Float32Array {
  if (tensor.dtype !== 'F32') {
    throw new ConvlabError({
      code: 'E_SAFETENSORS_TYPE',
      message: `Tensor "${name}" is not float32`,
      received: tensor.dtype,
      expected: 'F32',
    });
  }
  return new Float32Array(tensor.bytes.slice().buffer);
}

/**
 * Writes a safetensors file: eight bytes of header length, a JSON header, raw bytes.
 *
 * Tensors are laid out as the reference implementation does, by falling element size and then by name, so that the same
 * tensors always give the same bytes.
 *
 * @see https://github.com/huggingface/safetensors, section "Format"
 */
export function encodeSafetensors({ tensors, metadata }: Safetensors): Uint8Array {
  const entries = Object.entries(tensors).sort(([a, left], [b, right]) => {
    const bySize = ELEMENT_BYTES[right.dtype] - ELEMENT_BYTES[left.dtype];
    return bySize === 0 ? compareNames(a, b) : bySize;
  });
  let end = 0;
  const header: Record<string, unknown> =
    Object.keys(metadata).length === 0 ? {} : { [METADATA_KEY]: metadata };
  for (const [name, { dtype, shape, bytes }] of entries) {
    header[name] = { dtype, shape, data_offsets: [end, (end += bytes.byteLength)] };
  }
  const json = new TextEncoder().encode(JSON.stringify(header));
  const headerBytes = Math.ceil(json.length / 8) * 8;
  const file = new Uint8Array(LENGTH_BYTES + headerBytes + end);
  new DataView(file.buffer).setBigUint64(0, BigInt(headerBytes), true);
  file.fill(0x20, LENGTH_BYTES, LENGTH_BYTES + headerBytes);
  file.set(json, LENGTH_BYTES);
  let at = LENGTH_BYTES + headerBytes;
  for (const [, { bytes }] of entries) {
    file.set(bytes, at);
    at += bytes.byteLength;
  }
  return file;
}

/**
 * Reads a safetensors file. The tensors' bytes are views into `file`; nothing is allocated for them.
 *
 * Every length is checked against the file before it is used: a corrupt, truncated or hostile file is refused.
 *
 * @throws {ConvlabError} E_SAFETENSORS_FORMAT
 */
export function decodeSafetensors(file: Uint8Array): Safetensors {
  // Node's Buffer is a Uint8Array whose slice copies nothing: what is taken out of here must behave alike.
  const { header, data } = splitFile(new Uint8Array(file.buffer, file.byteOffset, file.byteLength));
  const { [METADATA_KEY]: metadata = {}, ...entries } = header;
  const tensors = Object.fromEntries(
    Object.entries(entries).map(([name, entry]) => [name, readEntry(name, entry, data)]),
  );
  requireNoGaps(tensors, data);
  if (!isRecord(metadata) || !Object.values(metadata).every((value) => typeof value === 'string')) {
    throw malformed(`"${METADATA_KEY}" must map keys to texts`);
  }
  return { tensors, metadata: metadata as Record<string, string> };
}

function compareNames(a: string, b: string): number {
  return a < b ? -1 : 1;
}

function splitFile(file: Uint8Array): { header: Record<string, unknown>; data: Uint8Array } {
  if (file.byteLength < LENGTH_BYTES) throw malformed(`The file has only ${file.byteLength} bytes`);
  const length = new DataView(file.buffer, file.byteOffset).getBigUint64(0, true);
  const available = file.byteLength - LENGTH_BYTES;
  if (length > BigInt(Math.min(available, MAX_HEADER_BYTES))) {
    throw malformed(
      `The header claims ${length} bytes, but ${available} follow (at most ${MAX_HEADER_BYTES} are read)`,
    );
  }
  const end = LENGTH_BYTES + Number(length);
  let header: unknown;
  try {
    header = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(file.subarray(LENGTH_BYTES, end)));
  } catch (cause) {
    throw malformed('The header is not JSON', cause);
  }
  if (!isRecord(header)) throw malformed('The header is not an object');
  return { header, data: file.subarray(end) };
}

function readEntry(name: string, entry: unknown, data: Uint8Array): StoredTensor {
  if (!isRecord(entry)) throw malformed(`Tensor "${name}" has no description`);
  const { dtype, shape, data_offsets: offsets } = entry;
  if (typeof dtype !== 'string' || !Object.hasOwn(ELEMENT_BYTES, dtype))
    throw malformed(`Tensor "${name}" has the unknown type ${String(dtype)}`);
  if (!isSizes(shape)) throw malformed(`Tensor "${name}" has a malformed shape`);
  if (!isSizes(offsets) || offsets.length !== 2) throw malformed(`Tensor "${name}" has malformed offsets`);
  const [begin, end] = offsets as [number, number];
  const expected = shape.reduce((product, dim) => product * dim, 1) * ELEMENT_BYTES[dtype as SafetensorsType];
  if (begin > end || end > data.byteLength || end - begin !== expected) {
    throw malformed(
      `Tensor "${name}" of shape [${shape.join(', ')}] needs ${expected} bytes, but its offsets are ${begin} to ${end} of ${data.byteLength}`,
    );
  }
  return { dtype: dtype as SafetensorsType, shape, bytes: data.subarray(begin, end) };
}

/* The format forbids holes and overlaps, so that a file cannot hide data or make two tensors share bytes. */
function requireNoGaps(tensors: Safetensors['tensors'], data: Uint8Array): void {
  const ranges = Object.values(tensors)
    .map(({ bytes }) => [bytes.byteOffset - data.byteOffset, bytes.byteLength] as const)
    .filter(([, length]) => length > 0)
    .sort(([a], [b]) => a - b);
  let at = 0;
  for (const [begin, length] of ranges) {
    if (begin !== at)
      throw malformed(`Tensors ${begin < at ? 'overlap' : 'leave a hole'} at byte ${Math.min(begin, at)}`);
    at = begin + length;
  }
  if (at !== data.byteLength) throw malformed(`${data.byteLength - at} bytes belong to no tensor`);
}

function isSizes(value: unknown): value is number[] {
  return Array.isArray(value) && value.every((size) => Number.isSafeInteger(size) && (size as number) >= 0);
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function malformed(message: string, cause?: unknown): ConvlabError {
  return new ConvlabError({
    code: 'E_SAFETENSORS_FORMAT',
    message,
    expected: 'a whole safetensors file',
    hint: 'The file may be truncated or damaged; fetch or write it again.',
    ...(cause === undefined ? {} : { cause }),
  });
}
