/** Runs on the threads of renderer.ts, which are ended when they overrun their budget. */
import type { Letter } from '../../../domain/model/letter.ts';
import { renderLetter } from './render-letter.ts';
import { sheetPages, type SheetPages } from './sheet-pages.ts';

export type PagesTask = { kind: 'letter'; letter: Letter } | ({ kind: 'sheet' } & SheetPages);

export function run(task: PagesTask) {
  return task.kind === 'letter' ? renderLetter(task.letter) : sheetPages(task);
}
