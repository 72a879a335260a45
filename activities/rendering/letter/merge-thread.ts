/** Runs on the thread of merger.ts. */
import { mergeLetters, type LettersToMerge } from './merge-letters.ts';

export function run(letters: LettersToMerge) {
  return mergeLetters(letters);
}
