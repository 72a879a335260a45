/** Runs on the thread of merger.ts. */
import { letterPart, type LetterPartInput } from './letter-part.ts';

export function run(input: LetterPartInput) {
  return letterPart(input);
}
