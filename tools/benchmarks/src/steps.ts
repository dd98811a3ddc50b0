import { createInterface } from 'node:readline';

/** Milliseconds of one run: on the clock, and of the processor. */
export async function timed(run: () => void | Promise<void>): Promise<{ wall: number; cpu: number }> {
  const [wall, cpu] = [performance.now(), process.cpuUsage()];
  await run();
  const used = process.cpuUsage(cpu);
  return { wall: performance.now() - wall, cpu: (used.user + used.system) / 1000 };
}

/** A contestant's side of the turns: warms up, says hello, then runs and times one step per line of input. */
export async function answerSteps(
  step: () => void | Promise<void>,
  warmUp: number,
  hello: () => object | Promise<object> = () => ({}),
): Promise<void> {
  for (let i = 0; i < warmUp; i++) await step();
  process.stdout.write(`${JSON.stringify(await hello())}\n`);
  for await (const _line of createInterface({ input: process.stdin })) {
    process.stdout.write(`${JSON.stringify(await timed(step))}\n`);
  }
}
