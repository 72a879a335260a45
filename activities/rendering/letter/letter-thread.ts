/** Runs on the thread of renderer.ts, which is ended when it overruns its budget. */
import type { Letter } from '../../../domain/model/letter.ts';
import { renderLetter } from './render-letter.ts';

export function run(letter: Letter) {
  return renderLetter(letter);
}
