import { sql } from 'drizzle-orm';
import {
  bigint,
  boolean,
  check,
  customType,
  doublePrecision,
  index,
  integer,
  jsonb,
  pgSchema,
  primaryKey,
  smallint,
  text,
  timestamp,
  uniqueIndex,
  uuid,
} from 'drizzle-orm/pg-core';

/** The database schema that holds every table of ConvLab; the queue has its own. */
export const convlab = pgSchema('convlab');

/** Raw bytes: `bytea`. */
const bytes = customType<{ data: Uint8Array; driverData: Uint8Array }>({ dataType: () => 'bytea' });

/** A moment to the millisecond, so that a cursor made of a JavaScript date meets the row again exactly. */
const moment = (name: string) => timestamp(name, { withTimezone: true, mode: 'date', precision: 3 });

/** Experiments: one spec and the runs that came of it. `run_counts` is kept by a trigger. */
export const experiments = convlab.table(
  'experiments',
  {
    id: text('id').primaryKey(),
    project: text('project').notNull(),
    name: text('name').notNull(),
    kind: text('kind').notNull(),
    spec: jsonb('spec').notNull(),
    specHash: text('spec_hash').notNull(),
    runCounts: jsonb('run_counts').notNull().default({}),
    result: jsonb('result'),
    /** How often a run of it ended, for whoever plans the next; `null` where nothing is planned. Kept by a trigger. */
    planWanted: integer('plan_wanted'),
    /** Up to which of these ends the planning went. */
    planDone: integer('plan_done').notNull().default(0),
    /** `pause` or `stop`: no further runs are planned until it is resumed. */
    halted: text('halted'),
    archived: boolean('archived').notNull().default(false),
    tags: text('tags').array().notNull().default([]),
    notes: text('notes').notNull().default(''),
    createdAt: moment('created_at').notNull().defaultNow(),
    updatedAt: moment('updated_at').notNull().defaultNow(),
  },
  (table) => [
    // Ascending and read backwards: PostgreSQL's `DESC` puts nulls first, what is generated for it puts them last.
    index('experiments_newest').on(table.archived, table.createdAt, table.id),
    index('experiments_project_newest').on(table.project, table.archived, table.createdAt, table.id),
    index('experiments_spec').on(table.specHash),
    index('experiments_plan_due')
      .on(table.id)
      .where(sql`plan_wanted > plan_done`),
    check('experiments_halted_known', sql`halted IN ('pause', 'stop')`),
  ],
);

/** Workers that ever took part; `heartbeat_at` tells which are alive. */
export const workers = convlab.table('workers', {
  id: text('id').primaryKey(),
  host: text('host').notNull(),
  pid: integer('pid').notNull(),
  slots: integer('slots').notNull(),
  startedAt: moment('started_at').notNull().defaultNow(),
  heartbeatAt: moment('heartbeat_at').notNull().defaultNow(),
  stoppedAt: moment('stopped_at'),
});

/**
 * Runs: one training each.
 *
 * `attempt` fences: every write of a worker names the attempt it belongs to. `write_seq` makes its writes repeatable, and
 * `last_seq` numbers the run's events; both move in the transaction that stores what they number.
 */
export const runs = convlab.table(
  'runs',
  {
    id: text('id').primaryKey(),
    experimentId: text('experiment_id')
      .notNull()
      .references(() => experiments.id, { onDelete: 'cascade' }),
    /** The project of its experiment, kept here too so that a list of one project reads one index. */
    project: text('project').notNull().default('default'),
    ordinal: integer('ordinal').notNull(),
    name: text('name').notNull(),
    trial: integer('trial'),
    fold: integer('fold'),
    member: integer('member'),
    seed: bigint('seed', { mode: 'number' }),
    spec: jsonb('spec').notNull(),
    /** The run's place in its experiment, as JSON of whoever planned it. */
    place: jsonb('place'),
    status: text('status').notNull(),
    /** What was asked of the worker and not done yet: `stop` or `pause`. */
    request: text('request'),
    plannedEpochs: integer('planned_epochs'),
    epoch: integer('epoch').notNull().default(0),
    step: bigint('step', { mode: 'number' }).notNull().default(0),
    stepsPerEpoch: integer('steps_per_epoch'),
    /** The report of the start: sizes, task, what decides which epoch is best, the backend. */
    started: jsonb('started'),
    numWeights: bigint('num_weights', { mode: 'number' }),
    learningRate: doublePrecision('learning_rate'),
    examplesPerSecond: doublePrecision('examples_per_second'),
    durationMs: doublePrecision('duration_ms').notNull().default(0),
    bestEpoch: integer('best_epoch'),
    bestMetrics: jsonb('best_metrics'),
    lastMetrics: jsonb('last_metrics'),
    testMetrics: jsonb('test_metrics'),
    report: jsonb('report'),
    /** What lists show of the report, without reading it. */
    verdict: text('verdict').generatedAlwaysAs(sql`report->>'verdict'`),
    subtype: text('subtype').generatedAlwaysAs(sql`report->>'subtype'`),
    /** The monitored metric at the best epoch. */
    bestValue: doublePrecision('best_value').generatedAlwaysAs(
      sql`(best_metrics->>(started->'monitor'->>'name'))::double precision`,
    ),
    error: jsonb('error'),
    colour: smallint('colour').notNull(),
    archived: boolean('archived').notNull().default(false),
    tags: text('tags').array().notNull().default([]),
    notes: text('notes').notNull().default(''),
    forkedFrom: text('forked_from'),
    priority: integer('priority').notNull().default(0),
    attempt: integer('attempt').notNull().default(0),
    crashes: integer('crashes').notNull().default(0),
    worker: text('worker'),
    jobId: uuid('job_id'),
    writeSeq: integer('write_seq').notNull().default(0),
    lastSeq: integer('last_seq').notNull().default(0),
    createdAt: moment('created_at').notNull().defaultNow(),
    startedAt: moment('started_at'),
    finishedAt: moment('finished_at'),
    updatedAt: moment('updated_at').notNull().defaultNow(),
  },
  (table) => [
    index('runs_newest').on(table.archived, table.createdAt, table.id),
    index('runs_status_newest').on(table.status, table.archived, table.createdAt, table.id),
    index('runs_project_newest').on(table.project, table.archived, table.createdAt, table.id),
    index('runs_verdict_newest').on(table.verdict, table.archived, table.createdAt, table.id),
    index('runs_by_name').on(table.archived, table.name, table.id),
    index('runs_by_duration').on(table.archived, table.durationMs, table.id),
    // Runs without a value come last either way, so each direction has its own key.
    index('runs_by_best_rising').on(table.archived, sql`coalesce(best_value, 'Infinity')`, table.id),
    index('runs_by_best_falling').on(table.archived, sql`coalesce(best_value, '-Infinity')`, table.id),
    index('runs_tags').using('gin', table.tags),
    uniqueIndex('runs_experiment').on(table.experimentId, table.ordinal),
    // How often test parts were opened in a project: few of its runs open one.
    index('runs_tested')
      .on(table.project)
      .where(sql`test_metrics IS NOT NULL`),
    index('runs_active')
      .on(table.worker)
      .where(sql`status IN ('running', 'lost')`),
    check(
      'runs_status_known',
      sql`status IN ('queued', 'running', 'paused', 'finished', 'stopped-early', 'stopped', 'failed', 'lost')`,
    ),
    check('runs_request_known', sql`request IN ('stop', 'pause')`),
  ],
);

/** Metric rows, one per finished epoch. */
export const epochs = convlab.table(
  'epochs',
  {
    runId: text('run_id')
      .notNull()
      .references(() => runs.id, { onDelete: 'cascade' }),
    epoch: integer('epoch').notNull(),
    step: bigint('step', { mode: 'number' }).notNull(),
    metrics: jsonb('metrics').notNull(),
    learningRate: doublePrecision('learning_rate').notNull(),
    durationMs: doublePrecision('duration_ms').notNull(),
    best: boolean('best').notNull(),
    attempt: integer('attempt').notNull(),
    finishedAt: moment('finished_at').notNull().defaultNow(),
  },
  (table) => [primaryKey({ columns: [table.runId, table.epoch] })],
);

/** Distributions of the weights and gradients of layers, at up to 40 epochs of a training. */
export const layerHistograms = convlab.table(
  'layer_histograms',
  {
    runId: text('run_id')
      .notNull()
      .references(() => runs.id, { onDelete: 'cascade' }),
    layer: text('layer').notNull(),
    epoch: integer('epoch').notNull(),
    weights: jsonb('weights').notNull(),
    gradients: jsonb('gradients'),
  },
  (table) => [primaryKey({ columns: [table.runId, table.layer, table.epoch] })],
);

/** Which validation examples a run's predictions are of; integers in little-endian order. */
export const predictedExamples = convlab.table('predicted_examples', {
  runId: text('run_id')
    .primaryKey()
    .references(() => runs.id, { onDelete: 'cascade' }),
  /** Indices in the data set, four bytes each. */
  indices: bytes('indices').notNull(),
  /** Their classes, as wide as those of the predictions. */
  truths: bytes('truths').notNull(),
});

/** What a run said of its validation examples at the end of up to 40 epochs, its best and its last one. */
export const epochPredictions = convlab.table(
  'epoch_predictions',
  {
    runId: text('run_id')
      .notNull()
      .references(() => runs.id, { onDelete: 'cascade' }),
    epoch: integer('epoch').notNull(),
    /** False for a best epoch that gives way to the next one. */
    stays: boolean('stays').notNull(),
    /** One or two bytes each: as many as for each confidence, or twice as many. */
    classes: bytes('classes').notNull(),
    /** Probability of the predicted class in 255ths, one byte each. */
    confidences: bytes('confidences').notNull(),
  },
  (table) => [primaryKey({ columns: [table.runId, table.epoch] })],
);

/**
 * What happened, numbered per run from 1.
 *
 * `xact` is the writing transaction: a reader of all runs takes only those below every transaction still open, as numbers
 * handed out earlier may be committed later.
 */
export const events = convlab.table(
  'events',
  {
    runId: text('run_id')
      .notNull()
      .references(() => runs.id, { onDelete: 'cascade' }),
    seq: integer('seq').notNull(),
    xact: bigint('xact', { mode: 'number' })
      .notNull()
      .default(sql`(pg_current_xact_id()::text)::bigint`),
    type: text('type').notNull(),
    attempt: integer('attempt').notNull(),
    body: jsonb('body').notNull(),
    time: moment('time').notNull().defaultNow(),
  },
  (table) => [
    primaryKey({ columns: [table.runId, table.seq] }),
    index('events_in_commit_order').on(table.xact, table.runId, table.seq),
  ],
);

/**
 * Values per step as a pyramid: buckets of 8^level steps aligned at 0, level 0 being the values themselves.
 *
 * A new value touches the last bucket of each level and no other, so what was drawn before stays where it is.
 */
export const scalars = convlab.table(
  'scalars',
  {
    runId: text('run_id')
      .notNull()
      .references(() => runs.id, { onDelete: 'cascade' }),
    name: text('name').notNull(),
    level: smallint('level').notNull(),
    bucket: bigint('bucket', { mode: 'number' }).notNull(),
    first: doublePrecision('first'),
    min: doublePrecision('min'),
    max: doublePrecision('max'),
    last: doublePrecision('last'),
    sum: doublePrecision('sum').notNull(),
    /** Values in the bucket that are numbers. */
    count: integer('count').notNull(),
    /** Values in the bucket that are not numbers. */
    nanCount: integer('nan_count').notNull(),
    /** Exponential moving average at the bucket's last value, computed at full rate. */
    ema: doublePrecision('ema'),
    firstStep: bigint('first_step', { mode: 'number' }).notNull(),
    lastStep: bigint('last_step', { mode: 'number' }).notNull(),
  },
  (table) => [primaryKey({ columns: [table.runId, table.name, table.level, table.bucket] })],
);

/** Binary results of a run: its checkpoints and whatever else it keeps. */
export const artifacts = convlab.table(
  'artifacts',
  {
    runId: text('run_id')
      .notNull()
      .references(() => runs.id, { onDelete: 'cascade' }),
    kind: text('kind').notNull(),
    epoch: integer('epoch').notNull(),
    step: bigint('step', { mode: 'number' }).notNull(),
    byteLength: bigint('byte_length', { mode: 'number' }).notNull(),
    numChunks: integer('num_chunks').notNull(),
    sha256: text('sha256').notNull(),
    storedAt: moment('stored_at').notNull().defaultNow(),
  },
  (table) => [primaryKey({ columns: [table.runId, table.kind] })],
);

/** The bytes of artifacts, in pieces small enough for any driver. */
export const artifactChunks = convlab.table(
  'artifact_chunks',
  {
    runId: text('run_id')
      .notNull()
      .references(() => runs.id, { onDelete: 'cascade' }),
    kind: text('kind').notNull(),
    ordinal: integer('ordinal').notNull(),
    data: bytes('data').notNull(),
  },
  (table) => [primaryKey({ columns: [table.runId, table.kind, table.ordinal] })],
);

/**
 * The user's data sets, by the checksum of their bytes, for machines that do not have them.
 *
 * Chunks are written one by one, as a long transaction would hold back everybody's events: `stored_at` is set when all are there.
 */
export const dataSets = convlab.table('data_sets', {
  sha256: text('sha256').primaryKey(),
  byteLength: bigint('byte_length', { mode: 'number' }).notNull(),
  numChunks: integer('num_chunks').notNull(),
  storedAt: moment('stored_at'),
  /** When somebody last wanted to use it: an experiment may be about to be made. */
  wantedAt: moment('wanted_at').notNull().defaultNow(),
});

/** The bytes of data sets, in pieces as those of artifacts. */
export const dataSetChunks = convlab.table(
  'data_set_chunks',
  {
    sha256: text('sha256')
      .notNull()
      .references(() => dataSets.sha256, { onDelete: 'cascade' }),
    ordinal: integer('ordinal').notNull(),
    data: bytes('data').notNull(),
  },
  (table) => [primaryKey({ columns: [table.sha256, table.ordinal] })],
);

/** Which experiments use which data sets. */
export const experimentDataSets = convlab.table(
  'experiment_data_sets',
  {
    experimentId: text('experiment_id')
      .notNull()
      .references(() => experiments.id, { onDelete: 'cascade' }),
    sha256: text('sha256')
      .notNull()
      .references(() => dataSets.sha256),
  },
  (table) => [
    primaryKey({ columns: [table.experimentId, table.sha256] }),
    index('experiment_data_sets_use').on(table.sha256),
  ],
);
