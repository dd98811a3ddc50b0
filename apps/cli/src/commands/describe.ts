import { describeNetwork, trainingMemory } from '@convlab/inspection';
import { loadRegistry } from '@convlab/workbench';
import { Command } from 'commander';
import { buildArchitecture, type ArchitectureOptions } from '../models/build-architecture.ts';
import { parseCount } from '../options/parse-options.ts';
import { printDescription, type DescribeOutput } from '../output/description.ts';

interface DescribeOptions extends ArchitectureOptions {
  readonly batch: string;
  readonly json?: true;
}

/* Numbers that each keeps per weight. */
const STATE_COPIES = { sgd: 0, momentum: 1, adam: 2 } as const;

/** `convlab describe NAME`: the cost table of an architecture. Allocates no weights. */
export function describeCommand(): Command {
  return new Command('describe')
    .description(
      'Show what an architecture is made of: shapes, weights, multiply–adds, memory, receptive fields.',
    )
    .argument('<name>', 'an architecture, for example resnet-50')
    .option('--input <shape>', 'shape of one example; that of its paper when left out, for example 224x224x3')
    .option('--classes <count>', 'number of outputs; that of its paper when left out')
    .option('--config <json>', 'its configuration, for example \'{"variant": "paper"}\'')
    .option('--batch <count>', 'examples per update, for the estimate of memory', '32')
    .option('--json', 'print JSON')
    .action(async (name: string, options: DescribeOptions) => {
      const output = await describe(name, options);
      if (options.json === true) process.stdout.write(`${JSON.stringify(output, null, 2)}\n`);
      else printDescription(output, process.stdout);
    });
}

async function describe(name: string, options: DescribeOptions): Promise<DescribeOutput> {
  const { registry } = await loadRegistry(process.cwd());
  const { id, config, numOutputs, network } = buildArchitecture(name, options, registry);
  const { title, summary, references = [] } = registry.get('architecture', id);
  const description = describeNetwork(network);
  const batchSize = parseCount('--batch', options.batch);
  const bytes = (stateCopies: number): number =>
    trainingMemory(description, { batchSize, stateCopies }).totalBytes;
  return {
    architecture: id,
    title,
    summary,
    references,
    config,
    numOutputs,
    batchSize,
    trainingBytes: {
      sgd: bytes(STATE_COPIES.sgd),
      momentum: bytes(STATE_COPIES.momentum),
      adam: bytes(STATE_COPIES.adam),
    },
    ...description,
  };
}
