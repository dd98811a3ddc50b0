/** What a page sends a worker: a question, or that nobody waits for its answer any more. */
type Call =
  { readonly id: number; readonly request: unknown } | { readonly id: number; readonly cancelled: true };

/** What a worker says of a call: how far it is, what it came to, or that it failed. */
type Reply =
  | { readonly id: number; readonly progress: unknown }
  | { readonly id: number; readonly result: unknown }
  | { readonly id: number; readonly error: string };

/** The side of a worker that can be seen from within; the page's types know no other. */
interface WorkerScope {
  onmessage: ((event: { readonly data: unknown }) => void) | null;
  postMessage(message: unknown): void;
}

/** What a worker's handler gets with each request. */
export interface CallContext<Progress> {
  /**
   * Tells how far the call is. Long computations should wait for it: meanwhile the worker hears whether the call is still wanted.
   *
   * @throws {Error} when nobody waits for the answer any more
   */
  readonly report: (progress: Progress) => Promise<void>;
}

/** Makes this worker answer calls, one after the other. */
export function serveCalls<Request, Result, Progress = never>(
  handler: (request: Request, context: CallContext<Progress>) => Result | Promise<Result>,
): void {
  const scope = globalThis as unknown as WorkerScope;
  const cancelled = new Set<number>();
  const requireWanted = (id: number): void => {
    if (cancelled.delete(id)) throw new Error('cancelled');
  };
  const answer = async (id: number, request: unknown): Promise<Reply> => {
    const report = async (progress: Progress): Promise<void> => {
      scope.postMessage({ id, progress } satisfies Reply);
      // Messages are taken between two tasks.
      await new Promise((done) => setTimeout(done));
      requireWanted(id);
    };
    try {
      requireWanted(id);
      return { id, result: await handler(request as Request, { report }) };
    } catch (error) {
      return { id, error: error instanceof Error ? error.message : String(error) };
    }
  };
  let queue = Promise.resolve();
  scope.onmessage = ({ data }) => {
    const call = data as Call;
    if ('cancelled' in call) {
      cancelled.add(call.id);
      return;
    }
    queue = queue.then(async () => scope.postMessage(await answer(call.id, call.request)));
  };
}

interface Waiting {
  readonly resolve: (result: unknown) => void;
  readonly reject: (error: Error) => void;
  readonly onProgress: ((progress: never) => void) | undefined;
}

/** How a call is followed. */
export interface CallOptions<Progress> {
  readonly onProgress?: (progress: Progress) => void;
  /** Ends the call: it is rejected at once, and the worker stops at its next report. */
  readonly signal?: AbortSignal;
}

/** The page's side of a worker: it is started at the first call and stays. */
export class WorkerCalls<Request, Result, Progress = never> {
  readonly #start: () => Worker;
  readonly #waiting = new Map<number, Waiting>();
  #worker: Worker | undefined;
  #lastId = 0;

  /** @param start  makes the worker; bundlers must see `new Worker(new URL(…))` in it */
  constructor(start: () => Worker) {
    this.#start = start;
  }

  /** Asks. Rejects with the worker's message when it failed. */
  call(request: Request, { onProgress, signal }: CallOptions<Progress> = {}): Promise<Result> {
    const worker = (this.#worker ??= this.#listenTo(this.#start()));
    const id = (this.#lastId += 1);
    return new Promise((resolve, reject) => {
      this.#waiting.set(id, { resolve: (result) => resolve(result as Result), reject, onProgress });
      signal?.addEventListener('abort', () => {
        if (!this.#waiting.delete(id)) return;
        worker.postMessage({ id, cancelled: true } satisfies Call);
        reject(new DOMException('Nobody waits for this any more.', 'AbortError'));
      });
      worker.postMessage({ id, request } satisfies Call);
    });
  }

  #listenTo(worker: Worker): Worker {
    worker.onmessage = ({ data }: MessageEvent<Reply>) => this.#take(data);
    worker.onerror = ({ message }) => {
      for (const { reject } of this.#waiting.values()) reject(new Error(message));
      this.#waiting.clear();
      // The next call starts another.
      worker.terminate();
      this.#worker = undefined;
    };
    return worker;
  }

  #take(reply: Reply): void {
    const waiting = this.#waiting.get(reply.id);
    if (waiting === undefined) return;
    if ('progress' in reply) {
      waiting.onProgress?.(reply.progress as never);
      return;
    }
    this.#waiting.delete(reply.id);
    if ('error' in reply) waiting.reject(new Error(reply.error));
    else waiting.resolve(reply.result);
  }
}
