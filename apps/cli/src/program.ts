import type { CommanderError } from 'commander';
import { Command } from 'commander';
import { checkCommand } from './commands/check.ts';
import { completionCommand } from './commands/completion.ts';
import { dataCommand } from './commands/data.ts';
import { describeCommand } from './commands/describe.ts';
import { exportCommand } from './commands/export.ts';
import { importCommand } from './commands/import.ts';
import { directCommands } from './commands/direct.ts';
import { doctorCommand } from './commands/doctor.ts';
import { exportMetricsCommand } from './commands/export-metrics.ts';
import { runCommand } from './commands/run.ts';
import { compareCommand, runsCommand, showCommand } from './commands/runs.ts';
import { studyCommand } from './commands/study.ts';
import { workerCommand } from './commands/worker.ts';
import { VERSION } from './version.ts';

/** Exit codes: what each ending means. */
const EXIT_CODES = `
Exit codes:
  0    done
  1    an internal failure, or a check that failed
  2    wrong input: the message says what and where
  130  interrupted`;

/**
 * The command line of ConvLab.
 *
 * @param signal  aborted when the user interrupts
 */
export function createProgram(signal: AbortSignal): Command {
  const program = new Command('convlab')
    .description('Train, watch and judge convolutional networks.')
    .version(VERSION)
    .addHelpText('after', EXIT_CODES)
    .showHelpAfterError()
    .exitOverride((error: CommanderError) => {
      throw error;
    });
  // Exit codes and help are the program's for every command.
  const commands = [
    runCommand(signal),
    studyCommand(signal),
    workerCommand(signal),
    runsCommand(),
    showCommand(),
    compareCommand(),
    ...directCommands(),
    dataCommand(signal),
    describeCommand(),
    exportCommand(),
    exportMetricsCommand(),
    importCommand(),
    checkCommand(),
    doctorCommand(),
    completionCommand(),
  ];
  for (const command of commands) program.addCommand(command.copyInheritedSettings(program));
  return program;
}
