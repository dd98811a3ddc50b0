import type { FeatureMaps, FilterBank, PixelMap } from '@convlab/inspection';
import type { PluginRef } from '@convlab/core';
import type { Explanation } from './explain.ts';
import type { ExportFormat } from './export-model.ts';
import type { Loaded, ModelSource } from './load-model.ts';

/** What the worker of trained networks can be asked: by the name of the task, what it takes and what it gives. */
export interface TrainedTasks {
  /** When the network was made, as its file says. */
  readonly origin: { readonly takes: object; readonly gives: Pick<Loaded, 'epoch' | 'step'> };
  /** What the network says of an image. */
  readonly predict: {
    readonly takes: { readonly input: Float32Array; readonly loss: PluginRef };
    readonly gives: Float32Array;
  };
  /** Grad-CAM and saliency of an output. */
  readonly explain: {
    readonly takes: { readonly input: Float32Array; readonly output: number };
    readonly gives: Explanation;
  };
  /** The occlusion map of an output. */
  readonly occlude: {
    readonly takes: { readonly input: Float32Array; readonly output: number };
    readonly gives: PixelMap;
  };
  /** What a node makes of an image. */
  readonly maps: {
    readonly takes: { readonly input: Float32Array; readonly node: string };
    readonly gives: FeatureMaps;
  };
  /** The filters of a convolution. */
  readonly filters: { readonly takes: { readonly node: string }; readonly gives: FilterBank };
  /** The network as a file of another framework. */
  readonly export: { readonly takes: { readonly format: ExportFormat }; readonly gives: Uint8Array };
}

/** The name of a task. */
export type TaskName = keyof TrainedTasks;

/** A task with its model, as it is sent to the worker. */
export type TrainedRequest = {
  [Name in TaskName]: { readonly task: Name; readonly model: ModelSource } & TrainedTasks[Name]['takes'];
}[TaskName];

/** How far a task is. */
export interface TaskProgress {
  /** What is being done. */
  readonly phase: 'loading' | 'computing';
  /** From 0 to 1. */
  readonly share: number;
}
