import { Argument, Command } from 'commander';

/** `convlab completion SHELL`: a script that completes commands and options, made from the commands themselves. */
export function completionCommand(): Command {
  const completion = new Command('completion')
    .description('Print a completion script: source <(npx convlab completion bash)')
    .addArgument(new Argument('<shell>', 'which shell').choices(['bash', 'zsh', 'fish']))
    .action((shell: keyof typeof SCRIPTS) => {
      process.stdout.write(SCRIPTS[shell](wordsOf(completion.parent as Command)));
    });
  return completion;
}

/** A command, with what can follow it. */
interface Words {
  readonly name: string;
  readonly description: string;
  readonly options: readonly { readonly flag: string; readonly description: string }[];
  readonly subcommands: readonly string[];
}

function wordsOf(program: Command): readonly Words[] {
  return program.commands.map((command) => ({
    name: command.name(),
    description: command.description(),
    options: command.options
      .filter(({ long }) => long !== undefined && long !== null)
      .map(({ long, description }) => ({ flag: long ?? '', description })),
    subcommands: command.commands.map((each) => each.name()),
  }));
}

const SCRIPTS = { bash: bashScript, zsh: zshScript, fish: fishScript } as const;

function bashScript(commands: readonly Words[]): string {
  const cases = commands.map(
    ({ name, options, subcommands }) =>
      `    ${name}) words="${[...subcommands, ...options.map(({ flag }) => flag), '--help'].join(' ')}" ;;`,
  );
  return `_convlab() {
  local current="\${COMP_WORDS[COMP_CWORD]}" words
  case "\${COMP_WORDS[1]}" in
${cases.join('\n')}
    *) words="${[...commands.map(({ name }) => name), '--help', '--version'].join(' ')}" ;;
  esac
  if [ "$COMP_CWORD" -eq 1 ]; then words="${[...commands.map(({ name }) => name), '--help', '--version'].join(' ')}"; fi
  COMPREPLY=($(compgen -W "$words" -- "$current"))
  if [ \${#COMPREPLY[@]} -eq 0 ]; then COMPREPLY=($(compgen -f -- "$current")); fi
}
complete -o filenames -F _convlab convlab
`;
}

function zshScript(commands: readonly Words[]): string {
  const names = commands.map(({ name, description }) => `    ${quoted(`${name}:${description}`)}`);
  const cases = commands.map(({ name, options, subcommands }) => {
    const words = [...subcommands, ...options.map(({ flag }) => flag), '--help'];
    return `    ${name}) compadd -- ${words.join(' ')}; _files ;;`;
  });
  return `#compdef convlab
_convlab() {
  local -a commands
  commands=(
${names.join('\n')}
  )
  if (( CURRENT == 2 )); then
    _describe command commands
    return
  fi
  case "$words[2]" in
${cases.join('\n')}
    *) _files ;;
  esac
}
compdef _convlab convlab
`;
}

function fishScript(commands: readonly Words[]): string {
  const lines = commands.flatMap(({ name, description, options, subcommands }) => [
    `complete -c convlab -n __fish_use_subcommand -a ${name} -d ${quoted(description)}`,
    ...subcommands.map((word) => `complete -c convlab -n '__fish_seen_subcommand_from ${name}' -a ${word}`),
    ...options.map(
      ({ flag, description: text }) =>
        `complete -c convlab -n '__fish_seen_subcommand_from ${name}' -l ${flag.slice(2)} -d ${quoted(text)}`,
    ),
  ]);
  return `${lines.join('\n')}\n`;
}

function quoted(text: string): string {
  return `'${text.replaceAll("'", "'\\''")}'`;
}
