import { getContext, setContext } from 'svelte';
import { createFormat, type Format } from './format.ts';
import type { InterfaceLanguage } from './vocabulary.ts';

const key = Symbol('format');

export function provideFormat(language: InterfaceLanguage): Format {
  return setContext(key, createFormat(language));
}

/** Amounts, dates and counts as the reader writes them. Call it while a component is set up. */
export function getFormat(): Format {
  return getContext<Format>(key);
}
