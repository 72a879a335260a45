/** Words of the page of a letter, beside those that all pages without account share. */
import { getContext, setContext } from 'svelte';
import type { LetterText } from '../../text/visitors/letter/load.ts';

const key = Symbol('letter words');

export function provideLetterText(text: LetterText): LetterText {
  return setContext(key, text);
}

/** Call it while a component is set up. */
export function getLetterText(): LetterText {
  return getContext<LetterText>(key);
}
