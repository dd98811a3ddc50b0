/** Geometry of a 2-D convolution, NHWC / HWIO [kernelHeight, kernelWidth, inChannels / groups, outChannels]. */
export interface ConvShape {
  batch: number;
  inHeight: number;
  inWidth: number;
  inChannels: number;
  outHeight: number;
  outWidth: number;
  outChannels: number;
  kernelHeight: number;
  kernelWidth: number;
  strideHeight: number;
  strideWidth: number;
  dilationHeight: number;
  dilationWidth: number;
  padTop: number;
  padLeft: number;
  groups: number;
}

/** True for a plain matrix product over the pixels. */
export function isPointwise(shape: ConvShape): boolean {
  return (
    shape.kernelHeight * shape.kernelWidth === 1 &&
    shape.strideHeight * shape.strideWidth === 1 &&
    shape.padTop === 0 &&
    shape.padLeft === 0 &&
    shape.groups === 1 &&
    shape.outHeight === shape.inHeight &&
    shape.outWidth === shape.inWidth
  );
}

/** The arguments that convRows, convFilterGradient and im2col share. */
export function windowOf(shape: ConvShape): [number, number, number, number, number, number, number, number] {
  return [
    shape.kernelHeight,
    shape.kernelWidth,
    shape.strideHeight,
    shape.strideWidth,
    shape.dilationHeight,
    shape.dilationWidth,
    shape.padTop,
    shape.padLeft,
  ];
}

/** For stride 1: the convolution of dy, with the filter turned around, that gives the input gradient. */
export function turnedShape(shape: ConvShape): ConvShape {
  return {
    ...shape,
    inHeight: shape.outHeight,
    inWidth: shape.outWidth,
    inChannels: shape.outChannels,
    outHeight: shape.inHeight,
    outWidth: shape.inWidth,
    outChannels: shape.inChannels,
    padTop: shape.dilationHeight * (shape.kernelHeight - 1) - shape.padTop,
    padLeft: shape.dilationWidth * (shape.kernelWidth - 1) - shape.padLeft,
  };
}
