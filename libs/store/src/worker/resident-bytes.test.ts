import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { platform } from 'node:os';
import { expect, test } from 'vitest';
import { residentBytesOf } from './resident-bytes.ts';

const MiB = 2 ** 20;

test.runIf(platform() === 'linux')(
  'the memory of another process is what it holds, until it ends',
  async () => {
    const hold = `const held = Buffer.alloc(96 * ${MiB}, 1); process.stdout.write('held'); setTimeout(() => held, 1e6);`;
    const child = spawn(process.execPath, ['-e', hold], { stdio: ['ignore', 'pipe', 'ignore'] });
    await once(child.stdout, 'data');
    const held = await residentBytesOf(child.pid ?? 0);
    expect(held).toBeGreaterThan(96 * MiB);
    expect(held).toBeLessThan(400 * MiB);
    child.kill('SIGKILL');
    await once(child, 'exit');
    expect(await residentBytesOf(child.pid ?? 0)).toBeNull();
  },
);
