import { refuse, type Outcome } from '../../../domain/errors.ts';
import type { Letter } from '../../../domain/model/letter.ts';
import type { TagAudience } from '../../../domain/template/tags.ts';
import type { CheckedTemplate } from '../../../domain/template/validate.ts';
import { createLetterRenderer } from '../../rendering/letter/renderer.ts';
import { threadPool } from '../../thread-pool.ts';
import { chargesPages, statementPages } from './statement-pdf.ts';
import type { LetterText, RenderedMessage, RenderJob, ThreadTask, UncheckedTemplate } from './job.ts';

export interface RendererOptions {
  /** Time that one message may take, from being handed to the thread. */
  budgetMs?: number;
  /** Heap of the thread. */
  heapMb?: number;
}

export interface Renderer {
  /** Refuses with `render_budget_exceeded` when the thread had to be killed; template refusals pass through. */
  render(job: RenderJob): Promise<Outcome<RenderedMessage>>;
  /** The text of a letter with its values, to be laid out; refuses in the same way. */
  letterText(job: RenderJob): Promise<Outcome<LetterText>>;
  /** The statement of a message as PDF, on the thread of letters; null where there is nothing to list. */
  statementPdf(job: RenderJob): Promise<Outcome<Uint8Array | null>>;
  /** The computation of late charges as PDF; null where nothing is claimed. */
  chargesPdf(job: RenderJob): Promise<Outcome<Uint8Array | null>>;
  /** The same for a text that is to be saved; refuses as `checkTemplate` of the domain does. */
  check(template: UncheckedTemplate, audience: TagAudience): Promise<Outcome<CheckedTemplate>>;
  close(): Promise<void>;
}

/**
 * One warm thread that renders message after message (H5): text that users wrote never runs on the thread that
 * answers people or talks to the mail server.
 */
export function createRenderer({ budgetMs = 2000, heapMb = 64 }: RendererOptions = {}): Renderer {
  const pool = threadPool<ThreadTask, Outcome<unknown>>(new URL('./render-thread.ts', import.meta.url), {
    budgetMs,
    heapMb,
    threads: 1,
  });

  // Its threads are started with the first statement.
  const letters = createLetterRenderer();

  async function ask(task: ThreadTask): Promise<Outcome<unknown>> {
    try {
      return await pool.run(task);
    } catch (error) {
      const { name, code } = error as NodeJS.ErrnoException;
      if (name !== 'AbortError' && code !== 'ERR_WORKER_OUT_OF_MEMORY') throw error;
      return refuse('render_budget_exceeded', { budgetMs, heapMb });
    }
  }

  async function printed(pages: Letter | undefined): Promise<Outcome<Uint8Array | null>> {
    if (pages === undefined) return { ok: true, value: null };
    const rendered = await letters.render(pages);
    return rendered.ok ? { ok: true, value: rendered.value.bytes } : rendered;
  }

  return {
    render: (job) => ask({ kind: 'render', job }) as Promise<Outcome<RenderedMessage>>,
    letterText: (job) => ask({ kind: 'letter', job }) as Promise<Outcome<LetterText>>,
    statementPdf: (job) => printed(statementPages(job)),
    chargesPdf: (job) => printed(chargesPages(job)),
    check: (template, audience) =>
      ask({ kind: 'check', template, audience }) as Promise<Outcome<CheckedTemplate>>,
    async close() {
      await Promise.all([pool.close(), letters.close()]);
    },
  };
}
