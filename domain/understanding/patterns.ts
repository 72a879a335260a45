/**
 * The small language in which lexicons are written, and its translation to regular expressions over folded text:
 * a blank is white space, `*` ends a word in any way, `..` is a gap of a few words of the same sentence; `( | )?` as in
 * regular expressions; `.{0,6}` is a gap of so many signs, for languages without blanks. Gaps and words are bounded, so that a match is linear in the length of the text.
 */
import { foldText } from './fold.ts';

/** Stands for each sign of an address or link, so that words inside of them are not read. */
export const maskedSign = '\u0003';

const gap = String.raw`(?:[ '"()-]{1,3}(?:[^\s!?;,]|,(?=\d)){1,40}){0,6}?[ '"()-]{1,3}`;
const gapWithoutBlanks = String.raw`[^。！？!?;；\n]{0,18}?`;

/** Languages written without blanks between words. */
export function isWrittenWithoutBlanks(language: string): boolean {
  return language === 'ja' || language === 'zh';
}

/** A point may be left out; a blank may be the end of a line. */
const signs: Record<string, string> = { '.': String.raw`\.?`, ' ': String.raw`\s{1,4}` };

/** Source of a regular expression for one pattern. Folded Latin letters are those of the alphabet: `\p{L}` is dear to compile. */
export function patternSource(pattern: string, language: string): string {
  const withoutBlanks = isWrittenWithoutBlanks(language);
  let source = pattern;
  // Umlauts are also typed as two letters
  if (language === 'de')
    source = source.replaceAll('ä', '(?:ae|a)').replaceAll('ö', '(?:oe|o)').replaceAll('ü', '(?:ue|u)');
  source = foldText(source).replaceAll('{mail}', `${maskedSign}{1,200}`);
  source = source.replace(/\.\{(\d+,\d+)\}/g, (_all, bounds: string) => `[^。！？!?;；\\n]{${bounds}}?`);
  source = source.replace(/ *\.\. */g, withoutBlanks ? '\u0001' : '\u0002');
  source = source.replaceAll('\\w*', '\u0005').replaceAll('\\w+', '\u0006');
  source = source.replace(/(?<=[\p{L}\p{N}'])\*/gu, '\u0005').replace(/(?<= )\*/g, '\u0006');
  source = source.replace(/\[[^\]]*\]|\.| /g, (part) => (part.startsWith('[') ? part : signs[part]!));
  source = source.replaceAll('\u0005', "[a-z']{0,30}").replaceAll('\u0006', "[a-z']{1,30}");
  return source.replaceAll('\u0001', gapWithoutBlanks).replaceAll('\u0002', gap);
}

/** One expression for all patterns of a list; null for an empty list. The longest way to write comes first in it. */
export function compile(patterns: readonly string[], language: string): RegExp | null {
  if (patterns.length === 0) return null;
  const sources = patterns.map((pattern) => patternSource(pattern, language));
  const body = sources.join('|');
  return isWrittenWithoutBlanks(language)
    ? new RegExp(`(?:${body})`, 'gu')
    : new RegExp(`(?<![\\p{L}\\p{N}])(?:${body})(?:(?<=\\s)|(?![\\p{L}\\p{N}]))`, 'gu');
}

/** Words for a number (`no`, `ref`) stand in front of figures only. */
export function withoutNumberWords(pattern: string): string {
  return pattern.replace(
    /(?<=[|(])(?:nos?|nr|n|num\w*|nro|n°|number|numbers|ref\w*|numeros?|nummer|nummern|doc|document|broj|numar\w*|nu?mara\w*)(?=[|)])/g,
    '\\u0004',
  );
}
