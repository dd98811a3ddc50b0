import type { PluginRef } from '@convlab/core';
import type { Param } from '../../client/url-params.ts';
import { choiceParam, listParam, textParam } from '../../client/url-params.ts';
import type { ArchitectureRequest } from '../../networks/describe-architecture.ts';

/** Height, width and channels of the input. */
export type InputShape = readonly [height: number, width: number, channels: number];

/* What architectures of the literature were published for. */
const IMAGENET: InputShape = [224, 224, 3];
const IMAGENET_CLASSES = 1000;

const LIMITS = { side: 2048, channels: 64, classes: 100_000 } as const;

function shapeParam(): Param<InputShape> {
  return {
    parse: (text) => {
      const [height = NaN, width = NaN, channels = NaN, ...rest] = text?.split('x').map(Number) ?? [];
      const inside = (value: number, high: number) => Number.isInteger(value) && value >= 1 && value <= high;
      const good =
        rest.length === 0 &&
        inside(height, LIMITS.side) &&
        inside(width, LIMITS.side) &&
        inside(channels, LIMITS.channels);
      return good ? [height, width, channels] : IMAGENET;
    },
    write: (shape) => (shape.join() === IMAGENET.join() ? null : shape.join('x')),
  };
}

function classesParam(): Param<number> {
  return {
    parse: (text) => {
      const value = text === null ? NaN : Number(text);
      return Number.isInteger(value) && value >= 1 && value <= LIMITS.classes ? value : IMAGENET_CLASSES;
    },
    write: (value) => (value === IMAGENET_CLASSES ? null : String(value)),
  };
}

/** A configuration, as JSON; empty for all defaults. */
function configParam(): Param<Readonly<Record<string, unknown>>> {
  return {
    parse: (text) => {
      try {
        const value: unknown = text === null ? {} : JSON.parse(text);
        return typeof value === 'object' && value !== null && !Array.isArray(value)
          ? (value as Readonly<Record<string, unknown>>)
          : {};
      } catch {
        return {};
      }
    },
    write: (value) => (Object.keys(value).length === 0 ? null : JSON.stringify(value)),
  };
}

/** What the page shows, by its keys in the address. */
export const VIEW = {
  /** The architecture by its short id; empty for the list of all. */
  a: textParam(),
  /** The one to compare with. */
  b: textParam(),
  input: shapeParam(),
  classes: classesParam(),
  /** Ids; `own` for the architecture's own choice. */
  normalization: textParam('own'),
  activation: textParam('own'),
  config: configParam(),
  layer: textParam(),
  open: listParam(),
  sort: choiceParam(['name', 'weights', 'work', 'memory', 'layers', 'field'], 'weights'),
} as const;

/** The values of {@link VIEW}. */
export interface ArchitecturesView {
  readonly a: string;
  readonly b: string;
  readonly input: InputShape;
  readonly classes: number;
  readonly normalization: string;
  readonly activation: string;
  readonly config: Readonly<Record<string, unknown>>;
  readonly layer: string;
  readonly open: readonly string[];
  readonly sort: 'name' | 'weights' | 'work' | 'memory' | 'layers' | 'field';
}

/** Changes the view. */
export type ChangeView = (changes: Partial<ArchitecturesView>) => void;

/** The request for an architecture with what the view plugs into it. */
export function requestOf(id: string, view: ArchitecturesView, config: object = {}): ArchitectureRequest {
  const { input, classes, normalization, activation } = view;
  return {
    architecture: { id, ...config } satisfies PluginRef,
    inputShape: input,
    numOutputs: classes,
    ...(normalization === 'own' ? {} : { normalization: normalization === 'none' ? null : normalization }),
    ...(activation === 'own' ? {} : { activation }),
  };
}
