import type { ArtifactKind, EpochRow, Page, Run, RunFilter, RunSummary, WorkerInfo } from '@convlab/store';
import type { RunTable, TableFormat } from '@convlab/workbench';

/** A value as JSON carries it: dates are ISO 8601 texts. */
export type Json<Value> = Value extends Date
  ? string
  : Value extends readonly (infer Item)[]
    ? readonly Json<Item>[]
    : Value extends object
      ? { readonly [Key in keyof Value]: Json<Value[Key]> }
      : Value;

/** A run as commands see it. */
export type RunView = Json<RunSummary>;

/** A run with its epochs. */
export interface RunDetails {
  readonly run: Json<Run>;
  readonly epochs: readonly Json<EpochRow>[];
}

/** Which runs a command asks for. */
export type RunQuery = Pick<
  RunFilter,
  'project' | 'status' | 'search' | 'tags' | 'archived' | 'sort' | 'limit' | 'cursor'
>;

/**
 * The runs of an installation, as the commands reach them: in a database that this process opens, or through the server that has it
 * open. Both answer alike and throw the same coded errors.
 */
export interface RunAccess {
  /** Where they are, for people: a folder, an address. */
  readonly where: string;
  readonly mode: 'folder' | 'database' | 'server';
  list(query: RunQuery): Promise<Json<Page<RunSummary>>>;
  get(id: string): Promise<RunDetails>;
  workers(): Promise<readonly Json<WorkerInfo>[]>;
  stop(id: string): Promise<'done' | 'requested'>;
  pause(id: string): Promise<'done' | 'requested'>;
  resume(id: string): Promise<'done' | 'requested'>;
  continue(id: string, epochs: number): Promise<{ readonly plannedEpochs: number }>;
  /** Gives the new run's id. */
  fork(id: string, spec?: unknown): Promise<string>;
  /** A table of a run in full, piece by piece. */
  table(id: string, table: RunTable, format: TableFormat): AsyncIterable<string | Uint8Array>;
  /**
   * A file that a run keeps, piece by piece.
   *
   * @throws {ConvlabError} E_RUN_UNKNOWN; E_FILE_UNKNOWN when it keeps no such file
   */
  file(id: string, kind: ArtifactKind): AsyncIterable<Uint8Array>;
  close(): Promise<void>;
}
