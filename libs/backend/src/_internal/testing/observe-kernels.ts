import { nativeKernels } from '../register.ts';

/** Names of the native kernels that have computed something; has to be called before the backend is registered. */
export function observeKernels(): ReadonlySet<string> {
  const ran = new Set<string>();
  for (const [name, kernel] of Object.entries(nativeKernels)) {
    nativeKernels[name] = (runtime, args) => {
      const result = kernel(runtime, args);
      if (result !== undefined) ran.add(name);
      return result;
    };
  }
  return ran;
}
