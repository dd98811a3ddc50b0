import { totalmem } from 'node:os';
import { ConvlabError, type PluginRef, type Registry } from '@convlab/core';
import type { ResolvedExperiment } from '@convlab/experiments';
import { describeNetwork, stateCopies, trainingMemory, type TrainingMemory } from '@convlab/inspection';

/**
 * An estimate from below of what training an experiment holds in memory: weights, gradients, the optimizer's copies and the
 * feature maps of one batch.
 */
export function memoryOf({ spec, info, network }: ResolvedExperiment, registry: Registry): TrainingMemory {
  const { batchSize } = spec.training;
  return trainingMemory(describeNetwork(network), {
    batchSize:
      batchSize === 'full'
        ? Math.max(1, Math.floor(info.numExamples * trainShare(spec.data.split)))
        : batchSize,
    stateCopies: stateCopies(registry.create('optimizer', spec.optimizer)),
  });
}

/** The memory that a process on this machine can have at the most, in bytes: what is built in, or what its container may use. */
export function memoryLimit(): number {
  // Outside of containers it is 0 or, on some kernels, a number far beyond any machine.
  const constrained = process.constrainedMemory();
  return constrained > 0 ? Math.min(constrained, totalmem()) : totalmem();
}

/**
 * Refuses an experiment that cannot fit into the memory of this machine.
 *
 * @param limitBytes  what there is
 * @throws {ConvlabError} E_MEMORY, with the numbers
 */
export function requireMemory(
  experiment: ResolvedExperiment,
  registry: Registry,
  limitBytes = memoryLimit(),
): TrainingMemory {
  const memory = memoryOf(experiment, registry);
  if (memory.totalBytes <= limitBytes) return memory;
  const { weightBytes, gradientBytes, optimizerBytes, activationBytes } = memory;
  throw new ConvlabError({
    code: 'E_MEMORY',
    message: 'The training cannot fit into memory',
    received:
      `at least ${gib(memory.totalBytes)}: weights ${gib(weightBytes)}, gradients ${gib(gradientBytes)}, ` +
      `optimizer ${gib(optimizerBytes)}, feature maps of a batch ${gib(activationBytes)}`,
    expected: `at most ${gib(limitBytes)}`,
    path: activationBytes > weightBytes ? ['training', 'batchSize'] : ['network'],
    hint:
      activationBytes > weightBytes
        ? 'Choose a smaller batch, smaller images or fewer channels.'
        : 'Choose a smaller network, or an optimizer that keeps less, such as SGD.',
  });
}

/* A split that says nothing of its share of training examples trains with half of them at the least. */
function trainShare(split: PluginRef): number {
  const share = typeof split === 'string' ? undefined : split['train'];
  return typeof share === 'number' && share > 0 && share <= 1 ? share : 0.5;
}

function gib(bytes: number): string {
  return `${(bytes / 2 ** 30).toFixed(bytes < 2 ** 30 ? 3 : 1)} GiB`;
}
