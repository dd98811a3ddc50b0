import type { IncomingMessage, ServerResponse } from 'node:http';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { ConvlabError, isConvlabError, serializeError } from '@convlab/core';
import { EVALUATION } from '@convlab/experiments';
import {
  exportRun,
  openRunFile,
  RUN_TABLES,
  type RunTable,
  type TableFormat,
  type Workbench,
} from '@convlab/workbench';
import { LAST_MODEL, lastModel } from './last-model.ts';

/**
 * Where runs are downloaded: `/api/runs/ID/files/KIND`, `/api/runs/ID/epochs.csv`, `scalars.csv`, `predictions.csv`, each also `.json`.
 * Besides the files that a run keeps, `last` is the model of its last checkpoint.
 */
export const DOWNLOAD_PREFIX = '/api/runs/';

const TABLE_PATH = new RegExp(`^([0-9a-z]{1,64})/(${RUN_TABLES.join('|')})\\.(csv|json)$`);

/** What is sent: its name, its type and its bytes as they are taken. */
interface Download {
  readonly name: string;
  readonly type: string;
  readonly byteLength?: number;
  readonly pieces: AsyncIterable<string | Uint8Array> | readonly Uint8Array[];
}

/** Answers a download, streamed from the database; or says in JSON why not. */
export async function sendDownload(
  request: IncomingMessage,
  response: ServerResponse,
  workbench: Workbench,
): Promise<void> {
  try {
    const { name, type, byteLength, pieces } = await downloadOf(request, workbench);
    response.writeHead(200, {
      'content-type': type,
      'content-disposition': `attachment; filename="${name}"`,
      'cache-control': 'no-store',
      ...(byteLength === undefined ? {} : { 'content-length': byteLength }),
    });
    if (request.method === 'HEAD') response.end();
    else await pipeline(Readable.from(pieces), response);
  } catch (error) {
    // Whoever leaves in the middle wants no answer; a download that breaks off is broken off, so that nobody takes it for whole.
    if (response.headersSent) response.destroy();
    else if (isConvlabError(error)) refuse(response, error);
    else throw error;
  }
}

async function downloadOf(request: IncomingMessage, workbench: Workbench): Promise<Download> {
  const path = (request.url ?? '').slice(DOWNLOAD_PREFIX.length).split('?')[0] ?? '';
  const read = request.method === 'GET' || request.method === 'HEAD';
  const table = TABLE_PATH.exec(path);
  if (read && table !== null) {
    const [, id = '', rows, format] = table as unknown as [string, string, RunTable, TableFormat];
    await workbench.store.runs.require(id);
    return {
      name: `${id}-${rows}.${format}`,
      type: format === 'csv' ? 'text/csv; charset=utf-8' : 'application/json',
      pieces: exportRun(workbench.store, id, rows, format),
    };
  }
  const [, id, kind] = /^([0-9a-z]{1,64})\/files\/([a-z0-9-]{1,64}(?:\/[a-z0-9-]{1,64})?)$/.exec(path) ?? [];
  if (read && id !== undefined && kind !== undefined) return fileOf(workbench, id, kind);
  throw new ConvlabError({
    code: 'E_DOWNLOAD_UNKNOWN',
    message: 'There is nothing to download under this address',
    received: path.slice(0, 200),
    expected: `ID/files/KIND, or ID/ and one of ${RUN_TABLES.join(', ')} with .csv or .json`,
  });
}

async function fileOf(workbench: Workbench, id: string, kind: string): Promise<Download> {
  if (kind === LAST_MODEL) return lastModelOf(workbench, id);
  const { info, pieces } = await openRunFile(workbench.store, id, kind);
  // Everything else that a run keeps is in the safetensors format.
  const isJson = kind === EVALUATION;
  return {
    name: `${id}-${kind.replace('/', '-')}.${isJson ? 'json' : 'safetensors'}`,
    type: isJson ? 'application/json' : 'application/octet-stream',
    byteLength: info.byteLength,
    pieces,
  };
}

async function lastModelOf(workbench: Workbench, id: string): Promise<Download> {
  const file = await lastModel(workbench, id);
  return {
    name: `${id}-${LAST_MODEL}.safetensors`,
    type: 'application/octet-stream',
    byteLength: file.byteLength,
    pieces: [file],
  };
}

function refuse(response: ServerResponse, error: ConvlabError): void {
  response.writeHead(error.code.endsWith('_UNKNOWN') ? 404 : 400, {
    'content-type': 'application/json',
    'cache-control': 'no-store',
  });
  response.end(JSON.stringify(serializeError(error)));
}
