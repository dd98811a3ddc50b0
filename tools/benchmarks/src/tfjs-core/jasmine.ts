import * as jasmineRequire from 'jasmine-core/lib/jasmine-core/jasmine.js';

/** What one spec ended as. */
export interface SpecResult {
  name: string;
  status: 'passed' | 'failed' | 'pending' | 'excluded';
  message: string;
}

/** Jasmine with its globals (describe, it, expect) installed; has to come before the specs are loaded. */
const jasmine = install();

function install(): ReturnType<typeof jasmineRequire.core> {
  // A copy, because Jasmine fills its parts in while it starts and a module's exports are read-only.
  const parts = { ...jasmineRequire };
  const core = parts.core(parts);
  Object.assign(globalThis, parts.interface(core, core.getEnv()));
  return core;
}

/** Runs the loaded specs one after another. */
export async function runSpecs(): Promise<SpecResult[]> {
  const results: SpecResult[] = [];
  const env = jasmine.getEnv();
  jasmine.DEFAULT_TIMEOUT_INTERVAL = 60_000;
  env.configure({ random: false });
  env.addReporter({
    specDone: ({ fullName, status, failedExpectations }) => {
      results.push({ name: fullName, status, message: failedExpectations[0]?.message ?? '' });
    },
  });
  await env.execute();
  return results;
}
