/** Texts of the page about the system. */
export const systemTexts = {
  title: 'System',
  answer: (alive: number, slots: number, running: number, queued: number) =>
    alive === 0
      ? 'No worker is alive: nothing will be trained until one is.'
      : `${alive} ${alive === 1 ? 'worker' : 'workers'} with ${slots} ${slots === 1 ? 'slot' : 'slots'}; ${running} ${running === 1 ? 'run is' : 'runs are'} under way, ${queued === 0 ? 'none' : queued} ${queued <= 1 ? 'waits' : 'wait'}.`,
  workers: 'Workers',
  noWorkers: 'None was heard of within the last day.',
  worker: {
    id: 'Worker',
    host: 'Machine',
    pid: 'Process',
    slots: 'Slots',
    state: 'State',
    heard: 'Last heard of',
  },
  alive: 'alive',
  silent: 'silent',
  queue: 'Runs by state',
  noRuns: 'There are no runs yet.',
  underWay: 'Under way',
  waiting: 'Waiting',
  waitingAnswer: (count: number, next: string) =>
    `${count === 1 ? 'One run waits' : `${count} runs wait`}; “${next}” is next. Drag to change the order, or use the buttons.`,
  more: (count: string) => `Show ${count}`,
  moves: { first: 'Make it the next', up: 'Earlier', down: 'Later' },
  moveRun: {
    first: (name: string) => `Make ${name} the next`,
    up: (name: string) => `Move ${name} up`,
    down: (name: string) => `Move ${name} down`,
  },
  backend: 'What computes',
  noBackend: 'Nothing has been trained yet; the first run chooses and says what it chose.',
  backendAnswer: (name: string, reason: string) =>
    `Trainings use the backend “${name}”: ${reason}. They run in processes of their own, at full speed whether or not this page is open.`,
  disk: 'Disk',
  diskFull: 'The disk of the data folder is full',
  diskFullAdvice:
    'Trainings wait, and go on by themselves as soon as there is room; nothing that was stored is lost. Nothing new can be started until then.',
  store: 'Database',
  mode: 'Kind',
  modes: { embedded: 'embedded (PGlite)', postgres: 'PostgreSQL' },
  location: 'Place',
  machine: 'Machine',
  host: 'Name',
  platform: 'Platform',
  processor: 'Processor',
  cores: 'Cores',
  memory: 'Memory',
  free: (free: string, total: string) => `${free} free of ${total}`,
  server: 'Server',
  pid: 'Process',
  node: 'Node.js',
  up: 'Up for',
  resident: 'Memory in use',
  memoryChart: {
    title: 'Is there enough memory?',
    none: 'It is measured every ten seconds, from the start of the server on.',
    answer: (
      isEnough: boolean,
      {
        server,
        trainings,
        held,
        free,
        total,
      }: {
        readonly server: string;
        readonly trainings: number;
        readonly held: string | null;
        readonly free: string;
        readonly total: string;
      },
    ) => {
      const training =
        trainings === 0
          ? 'nothing is trained on this machine'
          : `${trainings === 1 ? 'one training' : `${trainings} trainings`} ${held ?? 'an amount that this system does not tell'}`;
      return isEnough
        ? `Yes: the server holds ${server}, ${training}; ${free} of ${total} are free.`
        : `Hardly: only ${free} of ${total} are free. The server holds ${server}, ${training}.`;
    },
    time: 'Time',
    trainings: 'Trainings',
    series: { freeBytes: 'free', trainingBytes: 'trainings', serverBytes: 'server' },
  },
  plugins: 'Plugins',
  numPlugins: (count: number) => `${count} plugins are loaded.`,
  noProblems: 'None failed to load.',
  problem: (source: string) => `${source} could not be loaded`,
} as const;
