/** Runs on the threads of renderer.ts, which are ended when they overrun their budget. */
import type { Outcome } from '../../../domain/errors.ts';
import type { Letter } from '../../../domain/model/letter.ts';
import { onFrontPages } from './front-pages.ts';
import { renderLetter, type RenderedLetter } from './render-letter.ts';
import { sheetPages, type SheetPages } from './sheet-pages.ts';

export type PagesTask =
  | { kind: 'letter'; letter: Letter }
  | { kind: 'both_sides'; bytes: Uint8Array }
  | ({ kind: 'sheet' } & SheetPages);

export async function run(task: PagesTask): Promise<Outcome<RenderedLetter>> {
  switch (task.kind) {
    case 'letter':
      return renderLetter(task.letter);
    case 'both_sides':
      return { ok: true, value: await onFrontPages(task.bytes) };
    case 'sheet':
      return sheetPages(task);
  }
}
