/** Words that address the program which reads them, in any language that is read. */
import { findMarkers } from './cues.ts';
import { lexicons } from './lexicon/all.ts';
import { readableText } from './written-text.ts';

export function triesToInstruct(text: string): boolean {
  const { text: folded } = readableText(text);
  return lexicons.some((lexicon) => findMarkers(folded, lexicon, 'instruction').length > 0);
}
