import { describeArchitecture, type ArchitectureRequest } from './describe-architecture.ts';
import { networkRegistry } from './network-registry.ts';
import { serveCalls } from './worker-calls.ts';

/* Describes architectures off the main thread: layers bring TensorFlow.js with them, which no page should load. */
serveCalls((request: ArchitectureRequest) => describeArchitecture(request, networkRegistry));
