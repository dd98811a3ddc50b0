import { Command } from 'commander';
import { withAccess, withPlace, wholeNumber, type PlaceOptions } from '../access/open-access.ts';
import type { RunAccess } from '../access/access.ts';
import { print, type JsonOption } from '../output/print.ts';
import { readSpec } from './read-spec.ts';

type Options = PlaceOptions & JsonOption;

/** `stop`, `pause`, `resume`: what is asked of runs that wait or train. */
export function directCommands(): readonly Command[] {
  return [
    direct('stop', 'Stop runs; what they have learned is kept.', 'stopped', (access, id) => access.stop(id)),
    direct('pause', 'Pause runs, to go on later to the same curve.', 'paused', (access, id) =>
      access.pause(id),
    ),
    direct('resume', 'Queue paused runs again.', 'queued', (access, id) => access.resume(id)),
    continueCommand(),
    forkCommand(),
  ];
}

function direct(
  name: string,
  description: string,
  done: string,
  act: (access: RunAccess, id: string) => Promise<'done' | 'requested'>,
): Command {
  return withPlace(new Command(name))
    .description(description)
    .argument('<runs...>', 'their ids')
    .option('--json', 'print JSON')
    .action(async (ids: string[], options: Options) => {
      const effects = await withAccess(options, async (access) => {
        const found: { id: string; effect: 'done' | 'requested' }[] = [];
        for (const id of ids) found.push({ id, effect: await act(access, id) });
        return found;
      });
      print(options, effects, () =>
        effects.map(({ id, effect }) =>
          effect === 'done' ? `${id} is ${done}` : `${id} will be ${done} within two seconds`,
        ),
      );
    });
}

function continueCommand(): Command {
  return withPlace(new Command('continue'))
    .description('Train a run that is over for some epochs more, from where it ended.')
    .argument('<run>', 'its id')
    .requiredOption('--epochs <number>', 'how many more', wholeNumber(1, 100_000))
    .option('--json', 'print JSON')
    .action(async (id: string, options: Options & { readonly epochs: number }) => {
      const { plannedEpochs } = await withAccess(options, (access) => access.continue(id, options.epochs));
      print(options, { id, plannedEpochs }, () => [`${id} is queued, to end after epoch ${plannedEpochs}`]);
    });
}

function forkCommand(): Command {
  return withPlace(new Command('fork'))
    .description('Queue a new run that starts from the best weights of another.')
    .argument('<run>', 'the id of the other')
    .option('--spec <file>', 'what to train in place of the other’s experiment; the network must be the same')
    .option('--json', 'print JSON')
    .action(async (id: string, options: Options & { readonly spec?: string }) => {
      const spec = options.spec === undefined ? undefined : await readSpec(options.spec);
      const runId = await withAccess(options, (access) => access.fork(id, spec));
      print(options, { runId, forkedFrom: id }, () => [
        `${runId} is queued; it starts from the best weights of ${id}`,
      ]);
    });
}
