import { refuse, type Outcome } from '../../../domain/errors.ts';
import type { Letter } from '../../../domain/model/letter.ts';
import { threadPool } from '../../thread-pool.ts';
import type { PagesTask } from './letter-thread.ts';
import type { RenderedLetter } from './render-letter.ts';
import type { SheetPages } from './sheet-pages.ts';

export interface LetterRendererOptions {
  /** Time that one letter may take. */
  budgetMs?: number;
  /** Heap of one thread. */
  heapMb?: number;
  /** Letters at the same time. */
  threads?: number;
}

export interface LetterRenderer {
  /** Refuses as `renderLetter` does, and with `render_budget_exceeded` when the thread had to be ended. */
  render(letter: Letter): Promise<Outcome<RenderedLetter>>;
  /** A letter that was laid out for one side of the paper, as it is printed on both: each enclosure on a front page. */
  bothSides(bytes: Uint8Array): Promise<Outcome<RenderedLetter>>;
  /** A table as pages; refuses as `sheetPages` does, and in the same way. */
  sheet(pages: SheetPages): Promise<Outcome<RenderedLetter>>;
  close(): Promise<void>;
}

/** Warm threads that lay out letter after letter: text that users wrote is never laid out where people are answered. */
export function createLetterRenderer(options: LetterRendererOptions = {}): LetterRenderer {
  const { budgetMs = 20_000, heapMb = 512, threads = 1 } = options;
  const pool = threadPool<PagesTask, Outcome<RenderedLetter>>(
    new URL('./letter-thread.ts', import.meta.url),
    {
      budgetMs,
      heapMb,
      threads,
    },
  );
  async function ask(task: PagesTask): Promise<Outcome<RenderedLetter>> {
    try {
      return await pool.run(task);
    } catch (error) {
      const { name, code } = error as NodeJS.ErrnoException;
      if (name !== 'AbortError' && code !== 'ERR_WORKER_OUT_OF_MEMORY') throw error;
      return refuse('render_budget_exceeded', { budgetMs, heapMb });
    }
  }

  return {
    render: (letter) => ask({ kind: 'letter', letter }),
    bothSides: (bytes) => ask({ kind: 'both_sides', bytes }),
    sheet: (pages) => ask({ kind: 'sheet', ...pages }),
    close: () => pool.close(),
  };
}
