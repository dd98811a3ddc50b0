import * as tf from '@tensorflow/tfjs';
import { BackendError } from '../backend-error/backend-error.ts';
import { probeWebgpu, provideWebgpu } from '../_internal/webgpu.ts';
import type { BackendInfo } from '../_internal/state.ts';
import { useConvlabBackend, type ConvlabBackendOptions } from '../use-convlab-backend/use-convlab-backend.ts';

/** A backend that was considered and not taken. */
export interface RejectedBackend {
  readonly name: string;
  readonly reason: string;
}

/** What {@link chooseBackend} decided. */
export interface BackendChoice {
  /** The TensorFlow.js name of the backend that is now current. */
  readonly name: string;
  /** One sentence, for people. */
  readonly reason: string;
  readonly rejected: readonly RejectedBackend[];
  /** Set when the choice is `convlab`. */
  readonly info?: BackendInfo;
}

/**
 * Choice of a TensorFlow.js backend, made current and explained.
 *
 * `auto` takes the first that works of: webgpu with a real adapter, convlab, webgl, cpu. A GPU comes first because it is
 * the only faster one; in Node it comes from the optional packages `webgpu` and `@tensorflow/tfjs-backend-webgpu`, and a software adapter is
 * taken by name only. Stock `wasm` is left out because it has no gradient kernels for convolutions.
 * @param request `auto`, `convlab`, or the name of any registered backend.
 * @param options for `convlab`, when that is what runs.
 * @throws {BackendError} E_BACKEND_UNAVAILABLE when the named backend is not registered or does not start; E_BACKEND_BLAS and
 * E_BACKEND_THREADS for options that cannot be had.
 * @example
 * const { name, reason } = await chooseBackend('auto');
 */
export async function chooseBackend(
  request = 'auto',
  options: ConvlabBackendOptions = {},
): Promise<BackendChoice> {
  if (request !== 'auto') return chooseNamed(request, options);
  const rejected: RejectedBackend[] = [];
  const gpu = await probeWebgpu();
  if (gpu.isReal && (await start('webgpu'))) {
    return { name: 'webgpu', reason: `A GPU answers: ${gpu.reason}.`, rejected };
  }
  rejected.push({ name: 'webgpu', reason: gpu.reason });
  try {
    const info = await useConvlabBackend(options);
    return {
      name: info.name,
      reason: `Native kernels on the CPU, without a GPU: ${gpu.reason}`,
      rejected,
      info,
    };
  } catch (error) {
    if (!isEngineFault(error)) throw error;
    rejected.push({ name: 'convlab', reason: error.message });
  }
  for (const name of ['webgl', 'cpu']) {
    if (await start(name))
      return { name, reason: `Nothing faster starts: ${listReasons(rejected)}`, rejected };
    rejected.push({ name, reason: 'It is not registered or does not start.' });
  }
  throw new BackendError('E_BACKEND_UNAVAILABLE', 'no TensorFlow.js backend starts.', { received: rejected });
}

async function chooseNamed(name: string, options: ConvlabBackendOptions): Promise<BackendChoice> {
  const reason = 'It was asked for by name.';
  if (name === 'convlab') {
    const info = await useConvlabBackend(options);
    return { name, reason, rejected: [], info };
  }
  const obstacle = name === 'webgpu' ? await provideWebgpu() : undefined;
  if (await start(name)) return { name, reason, rejected: [] };
  throw new BackendError(
    'E_BACKEND_UNAVAILABLE',
    `the backend '${name}' is not registered or does not start.`,
    {
      received: name,
      expected: `'auto', 'convlab' or a registered backend (${Object.keys(tf.engine().registryFactory).join(', ')})`,
      hint: obstacle ?? `Import the package that registers '${name}' first.`,
    },
  );
}

async function start(name: string): Promise<boolean> {
  if (!Object.hasOwn(tf.engine().registryFactory, name)) return false;
  try {
    return await tf.setBackend(name);
  } catch {
    return false;
  }
}

/** What another backend may make up for; wrong options are the caller's to mend. */
function isEngineFault(error: unknown): error is BackendError {
  return error instanceof BackendError && ['E_BACKEND_WASM', 'E_BACKEND_CPU_MISSING'].includes(error.code);
}

function listReasons(rejected: readonly RejectedBackend[]): string {
  return rejected.map(({ name, reason }) => `${name}: ${reason}`).join(' ');
}
