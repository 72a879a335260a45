/** Words of the pages for colleagues, beside those that all pages without account share. */
import { getContext, setContext } from 'svelte';
import type { InternalText } from '../../text/visitors/internal/load.ts';

const key = Symbol('internal words');

export function provideInternalText(text: InternalText): InternalText {
  return setContext(key, text);
}

/** Call it while a component is set up. */
export function getInternalText(): InternalText {
  return getContext<InternalText>(key);
}
