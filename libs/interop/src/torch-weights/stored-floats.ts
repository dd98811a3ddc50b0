import { ConvlabError, type StoredTensor } from '@convlab/core';

/**
 * The values of a stored floating-point tensor, as float32.
 *
 * @throws {ConvlabError} E_INTEROP_TYPE when it holds integers
 */
export function storedFloats(tensor: StoredTensor, name: string): Float32Array {
  // A copy is aligned; a view into a file may not be.
  const { buffer } = tensor.bytes.slice();
  switch (tensor.dtype) {
    case 'F32':
      return new Float32Array(buffer);
    case 'F64':
      return Float32Array.from(new Float64Array(buffer));
    case 'BF16':
      return new Float32Array(Uint32Array.from(new Uint16Array(buffer), (bits) => bits << 16).buffer);
    case 'F16':
      return Float32Array.from(new Uint16Array(buffer), halfToNumber);
    default:
      throw new ConvlabError({
        code: 'E_INTEROP_TYPE',
        message: `Tensor "${name}" holds no floating-point numbers`,
        received: tensor.dtype,
        expected: 'F32, F64, F16 or BF16',
      });
  }
}

/** IEEE 754 half precision: 1 sign bit, 5 of exponent, 10 of fraction. */
function halfToNumber(bits: number): number {
  const sign = (bits & 0x8000) === 0 ? 1 : -1;
  const exponent = (bits >> 10) & 0x1f;
  const fraction = bits & 0x3ff;
  if (exponent === 0x1f) return fraction === 0 ? sign * Infinity : NaN;
  if (exponent === 0) return sign * fraction * 2 ** -24;
  return sign * (1 + fraction / 1024) * 2 ** (exponent - 15);
}
