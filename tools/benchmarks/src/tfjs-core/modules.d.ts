declare module 'jasmine-core/lib/jasmine-core/jasmine.js' {
  interface JasmineSpec {
    fullName: string;
    status: 'passed' | 'failed' | 'pending' | 'excluded';
    failedExpectations: { message: string }[];
  }

  interface JasmineEnv {
    configure(options: { random: boolean }): void;
    addReporter(reporter: { specDone: (spec: JasmineSpec) => void }): void;
    execute(): Promise<unknown>;
  }

  interface Jasmine {
    getEnv(): JasmineEnv;
    DEFAULT_TIMEOUT_INTERVAL: number;
  }

  interface Parts {
    core: (parts: Parts) => Jasmine;
    interface: (jasmine: Jasmine, env: JasmineEnv) => Record<string, unknown>;
  }

  export const core: Parts['core'];
  const interfaceOf: Parts['interface'];
  export { interfaceOf as interface };
}

declare module '@tensorflow/tfjs-core/dist/tests';

declare module '@tensorflow/tfjs-core/dist/jasmine_util' {
  export function setTestEnvs(envs: { name: string; backendName: string; isDataSync: boolean }[]): void;
}
