'use client';
import { WorkerCalls, type CallOptions } from '../worker-calls.ts';
import type { ModelSource } from './load-model.ts';
import type { TaskName, TaskProgress, TrainedTasks } from './trained-tasks.ts';

const worker = new WorkerCalls<unknown, unknown, TaskProgress>(
  () => new Worker(new URL('./trained.worker.ts', import.meta.url), { type: 'module' }),
);

/** Asks the worker of trained networks. Rejects with its message when it failed. */
export function askTrained<Name extends TaskName>(
  task: Name,
  model: ModelSource,
  takes: TrainedTasks[Name]['takes'],
  options: CallOptions<TaskProgress> = {},
): Promise<TrainedTasks[Name]['gives']> {
  return worker.call({ task, model, ...takes }, options) as Promise<TrainedTasks[Name]['gives']>;
}
