import {
  isConvlabError,
  serializeError,
  type BuildRequest,
  type PluginRef,
  type Registry,
  type SerializedError,
} from '@convlab/core';
import { describeNetwork, type NetworkDescription } from '@convlab/inspection';
import { compileNetwork } from '@convlab/network';

/** An architecture and what to build it for. */
export interface ArchitectureRequest {
  /** The architecture with its configuration. */
  readonly architecture: PluginRef;
  /** Height, width and channels of an image. */
  readonly inputShape: readonly [number, number, number];
  readonly numOutputs: number;
  /** `null` for none; absent for the architecture's own. */
  readonly normalization?: PluginRef | null;
  readonly activation?: PluginRef;
}

/** The cost table of an architecture, or why there is none. */
export type ArchitectureAnswer =
  | { readonly ok: true; readonly description: NetworkDescription }
  | {
      readonly ok: false;
      readonly fault: SerializedError;
      /** The smallest square image that fits, if one does. */
      readonly fittingSize: number | null;
    };

/* Larger images are no answer to "what would fit". */
const LARGEST_TRIED = 2048;

/** Describes an architecture. Allocates nothing, so it can be asked at each key press. */
export function describeArchitecture(request: ArchitectureRequest, registry: Registry): ArchitectureAnswer {
  try {
    return { ok: true, description: describe(request, registry) };
  } catch (error) {
    if (!isConvlabError(error)) throw error;
    const isShape = error.code.startsWith('E_SHAPE');
    return {
      ok: false,
      fault: serializeError(error),
      fittingSize: isShape ? smallestFit(request, registry) : null,
    };
  }
}

function describe(request: ArchitectureRequest, registry: Registry): NetworkDescription {
  const { architecture, inputShape, numOutputs, normalization, activation } = request;
  const build: BuildRequest = {
    inputShape,
    numOutputs,
    ...(normalization === undefined ? {} : { normalization }),
    ...(activation === undefined ? {} : { activation }),
  };
  return describeNetwork(
    compileNetwork(registry.create('architecture', architecture).build(build), registry),
  );
}

/** Doubles until something fits, then narrows down; what fits is taken to fit at every larger size. */
function smallestFit(request: ArchitectureRequest, registry: Registry): number | null {
  const fits = (size: number): boolean => {
    try {
      describe({ ...request, inputShape: [size, size, request.inputShape[2]] }, registry);
      return true;
    } catch {
      return false;
    }
  };
  let high = 1;
  while (high <= LARGEST_TRIED && !fits(high)) high *= 2;
  if (high > LARGEST_TRIED) return null;
  let low = Math.floor(high / 2);
  while (high - low > 1) {
    const middle = Math.floor((low + high) / 2);
    if (fits(middle)) high = middle;
    else low = middle;
  }
  return high;
}
