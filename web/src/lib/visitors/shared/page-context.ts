/** Words and figures of the pages without account, given by their frame. */
import { getContext, setContext } from 'svelte';
import { createFormat, type Format } from '../../format.ts';
import type { PagesText } from '../../text/visitors/shared/load.ts';
import type { PageLanguage } from '../../vocabulary.ts';

export interface PageWords {
  language: PageLanguage;
  text: PagesText;
  format: Format;
}

const key = Symbol('page words');

/**
 * A change of language loads the page anew, so that it is read once. Times of day are those of the owner's zone:
 * the server draws them first, and its own zone would be read as theirs.
 */
export function providePageWords(
  language: PageLanguage,
  text: PagesText,
  timeZone: string | undefined,
): PageWords {
  return setContext(key, { language, text, format: createFormat(language, timeZone) });
}

/** Call it while a component is set up. */
export function getPageWords(): PageWords {
  return getContext<PageWords>(key);
}
