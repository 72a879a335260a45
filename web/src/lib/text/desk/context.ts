import { getContext, setContext } from 'svelte';
import type { InterfaceLanguage } from '../../vocabulary.ts';
import { en, type Text } from './en.ts';
import { fr } from './fr.ts';

export const catalogue: Record<InterfaceLanguage, Text> = { en, fr };

const key = Symbol('text');

/** Called once, by the layout of the pages with an account. A change of language loads the page anew. */
export function provideText(language: InterfaceLanguage): Text {
  return setContext(key, catalogue[language]);
}

/** Every sentence of the interface, in the reader's language. Call it while a component is set up. */
export function getText(): Text {
  return getContext<Text>(key);
}

export type { Text };
