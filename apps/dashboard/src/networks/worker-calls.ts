/** A question to a worker. */
interface Call {
  readonly id: number;
  readonly request: unknown;
}

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

/** Makes this worker answer calls, one after the other. */
export function serveCalls<Request, Result, Progress = never>(
  handler: (request: Request, report: (progress: Progress) => void) => Result | Promise<Result>,
): void {
  const scope = globalThis as unknown as WorkerScope;
  const answer = async ({ id, request }: Call): Promise<Reply> => {
    try {
      const report = (progress: Progress) => scope.postMessage({ id, progress } satisfies Reply);
      return { id, result: await handler(request as Request, report) };
    } catch (error) {
      return { id, error: error instanceof Error ? error.message : String(error) };
    }
  };
  let queue = Promise.resolve();
  scope.onmessage = ({ data }) => {
    queue = queue.then(async () => scope.postMessage(await answer(data as Call)));
  };
}

interface Waiting {
  readonly resolve: (result: unknown) => void;
  readonly reject: (error: Error) => void;
  readonly onProgress: ((progress: never) => void) | undefined;
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
  call(request: Request, onProgress?: (progress: Progress) => void): Promise<Result> {
    this.#worker ??= this.#listenTo(this.#start());
    const id = (this.#lastId += 1);
    return new Promise((resolve, reject) => {
      this.#waiting.set(id, { resolve: (result) => resolve(result as Result), reject, onProgress });
      this.#worker?.postMessage({ id, request } satisfies Call);
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
