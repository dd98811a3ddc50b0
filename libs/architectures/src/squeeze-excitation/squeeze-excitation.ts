import { ConvlabError, type PluginRef } from '@convlab/core';
import type { NetworkBuilder, NodeHandle } from '@convlab/network';

/** A part of a network that turns feature maps into feature maps; anyone can write one. */
export interface Block {
  /** Channels of its output. */
  readonly channels: number;
  /** Adds its nodes, whose names begin with `name`, and gives the last. */
  add(b: NetworkBuilder, name: string, below: NodeHandle): NodeHandle;
}

/** How a block is gated. */
export interface SqueezeExcitationOptions {
  /** Channels per hidden unit of the gate; 16 when left out. */
  readonly reductionRatio?: number;
  /** Whether the two small layers have biases; true when left out, as in the authors' and timm's code. */
  readonly useBias?: boolean;
  /** Of the hidden units; ReLU when left out. */
  readonly activation?: PluginRef;
  /** Of the kernels; the layer's own default when left out. */
  readonly initializer?: PluginRef | undefined;
}

/**
 * Squeeze-and-excitation around any block.
 *
 * u = block(x);  s = sigmoid(W_2 · relu(W_1 · mean_hw(u) + b_1) + b_2);  y = u · s, channel by channel
 *
 * Lets the network weigh its channels by what the whole image holds. Around the branch of a residual block, before the
 * addition, it gives SE-ResNet; around an Inception module, SE-Inception.
 *
 * Shapes: as the block's; weights 2 C² / r + C / r + C, r = reductionRatio
 * @throws {ConvlabError} E_CONFIG_REDUCTION when the ratio is larger than the number of channels
 * @example
 * const gated = squeezeExcitation({
 *   channels: 32,
 *   add: (b, name, below) => b.add(`${name}.conv`, 'layer', { id: 'conv', filters: 32, padding: 1 }, below),
 * });
 * const maps = gated.add(b, 'block1', b.input);
 * @see Hu, Shen & Sun, "Squeeze-and-excitation networks", CVPR 2018, eqs. 2 to 4 and §6.4.
 */
export function squeezeExcitation(block: Block, options: SqueezeExcitationOptions = {}): Block {
  const { reductionRatio = 16, useBias = true, activation = 'relu', initializer } = options;
  const hidden = Math.floor(block.channels / reductionRatio);
  if (!(hidden >= 1)) throw noHiddenUnit(block.channels, reductionRatio);
  const dense = (filters: number) => ({
    id: 'conv',
    filters,
    kernelSize: 1,
    useBias,
    ...(initializer === undefined ? {} : { kernelInitializer: initializer }),
  });
  return {
    channels: block.channels,
    add: (b, name, below) => {
      const maps = block.add(b, name, below);
      const squeezed = b.add(`${name}.se.pool`, 'layer', { id: 'global-average-pool', keepDims: true }, maps);
      const reduced = b.add(`${name}.se.fc1`, 'layer', dense(hidden), squeezed);
      const active = b.add(`${name}.se.activation`, 'activation', activation, reduced);
      const excited = b.add(`${name}.se.fc2`, 'layer', dense(block.channels), active);
      const gate = b.add(`${name}.se.gate`, 'activation', 'sigmoid', excited);
      return b.add(`${name}.se`, 'layer', 'multiply', maps, gate);
    },
  };
}

function noHiddenUnit(channels: number, reductionRatio: number): ConvlabError {
  return new ConvlabError({
    code: 'E_CONFIG_REDUCTION',
    message: `A reduction ratio of ${reductionRatio} leaves no hidden unit for ${channels} channels`,
    received: reductionRatio,
    expected: `a ratio from 1 to ${channels}`,
  });
}
