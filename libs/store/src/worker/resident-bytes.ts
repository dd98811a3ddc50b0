import { readFile } from 'node:fs/promises';
import { platform } from 'node:os';

/** Resident memory of a process of this machine in bytes; `null` where the system does not tell, or when it has ended. */
export async function residentBytesOf(pid: number): Promise<number | null> {
  if (platform() !== 'linux') return null;
  try {
    const kibibytes = /^VmRSS:\s+(\d+) kB$/m.exec(await readFile(`/proc/${pid}/status`, 'utf8'))?.[1];
    return kibibytes === undefined ? null : Number(kibibytes) * 1024;
  } catch {
    return null;
  }
}
