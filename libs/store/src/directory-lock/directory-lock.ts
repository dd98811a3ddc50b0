import { createHash } from 'node:crypto';
import { readFileSync, realpathSync, rmSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import { connect, createServer, type Server } from 'node:net';
import { hostname, platform, tmpdir } from 'node:os';
import { join } from 'node:path';
import { ConvlabError } from '@convlab/core';

/** What the holder of a data folder says about itself, for people and for programs that want to talk to it. */
export interface LockHolder {
  readonly pid: number;
  readonly host: string;
  /** When it took the folder, ISO 8601. */
  readonly since: string;
  /** Where it serves, if it does. */
  readonly url?: string;
}

/** A data folder held by this process. */
export interface DirectoryLock {
  /** Say where this process serves, so that whoever finds the folder taken can go there. */
  announce(url: string): void;
  release(): Promise<void>;
}

/** A note of another host counts as alive for this long after its last touch. */
const NOTE_LIFETIME_MS = 15_000;
const TOUCH_MS = 5_000;
const NOTE = 'holder.json';

/**
 * The exclusive right of one process to a data folder.
 *
 * It is a listening socket named after the folder, which the kernel frees however the process ends; a lock file would
 * outlive a killed process, and one that expires would be lost to a process that is merely busy. Sockets do not reach across
 * machines or containers, so there the holder's note, touched every 5 s, stands in.
 *
 * @param directory  an existing folder
 * @throws {ConvlabError} E_STORE_LOCKED when another process holds it.
 */
export async function lockDirectory(directory: string): Promise<DirectoryLock> {
  const note = join(directory, NOTE);
  refuseForeignHolder(directory, note);
  const server = await claim(socketName(realpathSync(directory)), () => locked(directory, readHolder(note)));
  const holder: LockHolder = { pid: process.pid, host: hostname(), since: new Date().toISOString() };
  writeNote(note, holder);
  const touch = setInterval(() => touchNote(note), TOUCH_MS);
  touch.unref();
  return {
    announce: (url) => writeNote(note, { ...holder, url }),
    release: async () => {
      clearInterval(touch);
      rmSync(note, { force: true });
      await new Promise<void>((resolve) => server.close(() => resolve()));
    },
  };
}

/** Who holds the folder according to its note, or `undefined` when no note is there. */
export function readHolder(note: string): LockHolder | undefined {
  try {
    return JSON.parse(readFileSync(note, 'utf8')) as LockHolder;
  } catch {
    return undefined;
  }
}

/** Who holds a data folder, according to the note in it. */
export function directoryHolder(directory: string): LockHolder | undefined {
  return readHolder(join(directory, NOTE));
}

function refuseForeignHolder(directory: string, note: string): void {
  const holder = readHolder(note);
  if (holder === undefined || holder.host === hostname()) return;
  const age = Date.now() - (statSync(note, { throwIfNoEntry: false })?.mtimeMs ?? 0);
  if (age < NOTE_LIFETIME_MS) throw locked(directory, holder);
}

function socketName(directory: string): string {
  const key = createHash('sha256').update(directory).digest('hex').slice(0, 32);
  if (platform() === 'win32') return `\\\\.\\pipe\\convlab-${key}`;
  // Linux has names that exist in no file system and vanish with their holder.
  if (platform() === 'linux') return `\0convlab-${key}`;
  return join(tmpdir(), `convlab-${key}.sock`);
}

async function claim(name: string, refusal: () => ConvlabError): Promise<Server> {
  try {
    return await listen(name);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EADDRINUSE') throw error;
    // A socket file of a killed process stays behind: nobody answers on it.
    if (platform() === 'linux' || platform() === 'win32' || (await answers(name))) throw refusal();
    rmSync(name, { force: true });
    return listen(name);
  }
}

async function listen(name: string): Promise<Server> {
  const server = createServer((socket) => socket.end());
  server.unref();
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(name, resolve);
  });
  return server;
}

async function answers(name: string): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(name, () => {
      socket.destroy();
      resolve(true);
    });
    socket.once('error', () => resolve(false));
  });
}

function writeNote(note: string, holder: LockHolder): void {
  writeFileSync(note, `${JSON.stringify(holder)}\n`);
}

function touchNote(note: string): void {
  const now = new Date();
  try {
    utimesSync(note, now, now);
  } catch {
    // Someone cleaned up the note; the socket still holds.
  }
}

function locked(directory: string, holder: LockHolder | undefined): ConvlabError {
  const who =
    holder === undefined
      ? 'another process'
      : `process ${holder.pid} on ${holder.host} since ${holder.since}${holder.url ? `, serving ${holder.url}` : ''}`;
  return new ConvlabError({
    code: 'E_STORE_LOCKED',
    message: `The data folder ${directory} is in use by ${who}`,
    received: directory,
    expected: 'a folder that no other process has open',
    hint: holder?.url
      ? `Use ${holder.url}, stop that process, or choose another folder.`
      : 'Stop that process, or choose another folder.',
  });
}
