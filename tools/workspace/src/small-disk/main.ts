/**
 * Runs a command that may fill a disk: `main.ts MEBIBYTES COMMAND [ARGUMENT …]`. It finds the disk's folder in CONVLAB_TEST_DISK.
 *
 * The disk is in memory, which Linux lets root mount; elsewhere it says so and succeeds without having run the command.
 */
import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, mkdtempSync, rmdirSync } from 'node:fs';
import { platform, tmpdir } from 'node:os';
import { join } from 'node:path';

const [mebibytes, program, ...args] = process.argv.slice(2);
if (program === undefined) throw new Error('Usage: main.ts MEBIBYTES COMMAND [ARGUMENT …]');

if (platform() !== 'linux' || process.getuid?.() !== 0) {
  console.error('SKIPPED: only root on Linux can mount a disk to fill.');
} else {
  const disk = mkdtempSync(join(tmpdir(), 'convlab-disk-'));
  execFileSync('mount', ['-t', 'tmpfs', '-o', `size=${mebibytes}m,mode=777`, 'tmpfs', disk]);
  chmodSync(disk, 0o777);
  try {
    const env = { ...process.env, CONVLAB_TEST_DISK: disk };
    const [status] = (await once(spawn(program, args, { env, stdio: 'inherit' }), 'exit')) as [number | null];
    process.exitCode = status ?? 1;
  } finally {
    execFileSync('umount', ['--lazy', disk]);
    rmdirSync(disk);
  }
}
