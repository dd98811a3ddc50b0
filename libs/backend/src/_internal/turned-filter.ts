import type { ConvShape } from './conv-shape.ts';
import { withScratch, type Runtime } from './runtime.ts';

/** Runs `body` with the filter turned around and its channels exchanged: [kH, kW, C, F] -> [kH, kW, F, C]. */
export function withTurnedFilter(
  runtime: Runtime,
  { inChannels, outChannels, kernelHeight, kernelWidth }: ConvShape,
  filter: number,
  body: (turned: number) => void,
): void {
  const taps = kernelHeight * kernelWidth;
  const tapBytes = inChannels * outChannels * 4;
  withScratch(runtime, taps * tapBytes, (turned) => {
    for (let tap = 0; tap < taps; tap++) {
      runtime.wasm.transpose2d(
        filter + tap * tapBytes,
        turned + (taps - 1 - tap) * tapBytes,
        1,
        inChannels,
        outChannels,
      );
    }
    body(turned);
  });
}
