import { Worker } from 'node:worker_threads';
import { refuse, type Outcome } from '../../../domain/errors.ts';
import type { TagAudience } from '../../../domain/template/tags.ts';
import type { CheckedTemplate } from '../../../domain/template/validate.ts';
import type { RenderedMessage, RenderJob, ThreadTask } from './job.ts';

export interface RendererOptions {
  /** Time that one message may take, from being handed to the thread. */
  budgetMs?: number;
  /** Heap of the thread. */
  heapMb?: number;
}

export interface Renderer {
  /** Refuses with `render_budget_exceeded` when the thread had to be killed; template refusals pass through. */
  render(job: RenderJob): Promise<Outcome<RenderedMessage>>;
  /** The same for a text that is to be saved; refuses as `checkTemplate` of the domain does. */
  check(
    template: { subject: unknown; bodyHtml: unknown },
    audience: TagAudience,
  ): Promise<Outcome<CheckedTemplate>>;
  close(): Promise<void>;
}

interface Waiting {
  task: ThreadTask;
  resolve: (outcome: Outcome<unknown>) => void;
  reject: (error: Error) => void;
}

/**
 * One warm thread that renders message after message (H5): text that users wrote never runs on the thread that
 * answers people or talks to the mail server. On an overrun the thread is killed and the next job gets a new one.
 */
export function createRenderer({ budgetMs = 2000, heapMb = 64 }: RendererOptions = {}): Renderer {
  return new ThreadRenderer(budgetMs, heapMb);
}

class ThreadRenderer implements Renderer {
  readonly #budgetMs: number;
  readonly #heapMb: number;
  readonly #queue: Waiting[] = [];
  #thread: Promise<Worker> | undefined;
  #busy = false;
  #closed = false;

  constructor(budgetMs: number, heapMb: number) {
    this.#budgetMs = budgetMs;
    this.#heapMb = heapMb;
  }

  render(job: RenderJob): Promise<Outcome<RenderedMessage>> {
    return this.#ask({ kind: 'render', job }) as Promise<Outcome<RenderedMessage>>;
  }

  check(template: { subject: unknown; bodyHtml: unknown }, audience: TagAudience) {
    return this.#ask({ kind: 'check', template, audience }) as Promise<Outcome<CheckedTemplate>>;
  }

  /** The thread answers with what the task's own function gives. */
  #ask(task: ThreadTask): Promise<Outcome<unknown>> {
    return new Promise((resolve, reject) => {
      if (this.#closed) return reject(new Error('the renderer is closed'));
      this.#queue.push({ task, resolve, reject });
      void this.#work();
    });
  }

  async close(): Promise<void> {
    this.#closed = true;
    const thread = this.#thread;
    this.#thread = undefined;
    await (await thread?.catch(() => undefined))?.terminate();
    for (const waiting of this.#queue.splice(0)) waiting.reject(new Error('the renderer is closed'));
  }

  async #work(): Promise<void> {
    if (this.#busy) return;
    this.#busy = true;
    for (let next = this.#queue.shift(); next; next = this.#queue.shift()) {
      try {
        this.#thread ??= startThread(this.#heapMb);
        next.resolve(await this.#run(await this.#thread, next.task));
      } catch (error) {
        this.#thread = undefined;
        next.reject(error instanceof Error ? error : new Error(String(error)));
      }
    }
    this.#busy = false;
  }

  #run(thread: Worker, task: ThreadTask): Promise<Outcome<unknown>> {
    return new Promise((resolve, reject) => {
      const overrun = () => {
        finish();
        this.#thread = undefined;
        void thread.terminate();
        resolve(refuse('render_budget_exceeded', { budgetMs: this.#budgetMs, heapMb: this.#heapMb }));
      };
      const timer = setTimeout(overrun, this.#budgetMs);
      const onMessage = (message: { outcome?: Outcome<unknown>; failure?: string }) => {
        finish();
        if (message.outcome) resolve(message.outcome);
        else reject(new Error(message.failure ?? 'rendering failed'));
      };
      const onError = (error: Error & { code?: string }) => {
        if (error.code === 'ERR_WORKER_OUT_OF_MEMORY') return overrun();
        finish();
        this.#thread = undefined;
        reject(error);
      };
      const onExit = () => onError(new Error('the render thread ended'));
      const finish = () => {
        clearTimeout(timer);
        thread.off('message', onMessage).off('error', onError).off('exit', onExit);
        thread.unref();
      };
      thread.ref();
      thread.on('message', onMessage).on('error', onError).on('exit', onExit);
      thread.postMessage(task);
    });
  }
}

function startThread(heapMb: number): Promise<Worker> {
  return new Promise((resolve, reject) => {
    const thread = new Worker(new URL('./render-thread.ts', import.meta.url), {
      resourceLimits: { maxOldGenerationSizeMb: heapMb, maxYoungGenerationSizeMb: 8, stackSizeMb: 4 },
      // Flags of the parent (a debugger, a test runner) do not belong in here.
      execArgv: [],
    });
    thread.once('message', () => {
      // For the life of the thread: late words of one that is being killed have no other listener, and an unheard
      // 'error' would throw.
      thread.on('error', () => undefined);
      thread.off('error', reject);
      resolve(thread);
    });
    thread.once('error', reject);
  });
}
