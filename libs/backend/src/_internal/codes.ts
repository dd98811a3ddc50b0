/** Codes of `unary` in assembly/elementwise.ts. */
export const unaryCode = {
  abs: 0,
  neg: 1,
  square: 2,
  sqrt: 3,
  rsqrt: 4,
  reciprocal: 5,
  exp: 6,
  log: 7,
  tanh: 8,
  sigmoid: 9,
  relu: 10,
  relu6: 11,
  elu: 12,
  selu: 13,
  softplus: 14,
  leakyRelu: 15,
  step: 16,
  clip: 17,
  sign: 18,
  floor: 19,
  ceil: 20,
  erf: 21,
  round: 22,
  expm1: 23,
} as const;

/** Codes of `binary` in assembly/elementwise.ts. */
export const binaryCode = {
  add: 0,
  sub: 1,
  mul: 2,
  div: 3,
  maximum: 4,
  minimum: 5,
  squaredDifference: 6,
  prelu: 7,
  reluGradient: 8,
  relu6Gradient: 9,
  eluGradient: 10,
} as const;

/** Codes of `reduce` in assembly/reduce.ts. */
export const reduceCode = { sum: 0, max: 1, min: 2 } as const;

/** Activations fused into the epilogue of a GEMM, assembly/gemm.ts. */
export const epilogueCode = { linear: 0, relu: 1, relu6: 2 } as const;
