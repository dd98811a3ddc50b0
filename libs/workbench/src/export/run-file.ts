import { ConvlabError } from '@convlab/core';
import type { ArtifactInfo, ArtifactKind, Store } from '@convlab/store';

/** A file that a run keeps: what it is, and its bytes as they are taken. */
export interface RunFile {
  readonly info: ArtifactInfo;
  readonly pieces: AsyncIterable<Uint8Array>;
}

/**
 * A file of a run, such as the weights of its best epoch.
 *
 * @throws {ConvlabError} E_RUN_UNKNOWN; E_FILE_UNKNOWN when it keeps no such file, with those that it keeps
 */
export async function openRunFile(store: Store, id: string, kind: ArtifactKind): Promise<RunFile> {
  const { name } = await store.runs.require(id);
  const found = await store.artifacts.stream(id, kind);
  if (found !== undefined) return found;
  const kinds = (await store.artifacts.list(id)).map((file) => file.kind);
  throw new ConvlabError({
    code: 'E_FILE_UNKNOWN',
    message: `Run "${name}" keeps no such file`,
    received: kind,
    expected: kinds.length === 0 ? 'a run that has finished an epoch' : kinds.join(', '),
  });
}
