/** From sentences to what the page writer places: stretches of one font and one direction. */
import { createRequire } from 'node:module';
import type { Bidi } from 'bidi-js';
import { openedFont, type FontChoice, type FontFamily } from './fonts.ts';

// Its types know no module of Node's kind.
const bidi = (createRequire(import.meta.url)('bidi-js') as () => Bidi)();

export interface RunStyle {
  bold?: boolean;
  italics?: boolean;
  decoration?: 'underline';
  color?: string;
  fontSize?: number;
  link?: string;
}

export interface Run extends RunStyle {
  text: string;
  font: FontFamily;
  /** Depth of direction by the Unicode bidirectional algorithm; odd runs from right to left. */
  level?: number;
}

export interface Runs {
  text: Run[];
  /** The sentence begins at the right. */
  isRtl: boolean;
}

const rtl = /[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufeff]/;
/** Longer words are none; without a place to break they would be measured over and over. */
const usualLongestWord = 60;

/** What a letter may hold: no control characters, no marks that only steer a display. */
function printable(text: string, longestWord: number): string {
  const tooLong = new RegExp(`[^\\s\\u200b]{${longestWord}}(?=[^\\s\\u200b])`, 'gu');
  return text
    .replace(/[\p{Cc}\u2028\u2029]+/gu, (found) => (found.includes('\n') ? '\n' : ' '))
    .replace(/[\u200c-\u200f\u202a-\u202e\u2060-\u206f\ufe00-\ufe0f\ufeff\u00ad]/g, '')
    .normalize('NFC')
    .replace(tooLong, '$&\u200b');
}

/** Words of more than `longestWord` characters may break anywhere after so many: in a column of a table, an early end. */
export function runsOf(
  pieces: readonly (RunStyle & { text: string })[],
  fonts: FontChoice,
  longestWord = usualLongestWord,
): Runs {
  const clean = pieces.map((piece) => ({ ...piece, text: printable(piece.text, longestWord) }));
  const whole = clean.map(({ text }) => text).join('');
  if (!rtl.test(whole)) return { text: clean.flatMap((piece) => split(piece, fonts)), isRtl: false };
  const { levels, paragraphs } = bidi.getEmbeddingLevels(whole);
  let at = 0;
  const text = clean.flatMap((piece) => {
    const own = split(piece, fonts, levels.subarray(at, at + piece.text.length));
    at += piece.text.length;
    return own;
  });
  return { text, isRtl: (paragraphs[0]?.level ?? 0) % 2 === 1 };
}

function split(
  { text, ...style }: RunStyle & { text: string },
  fonts: FontChoice,
  levels?: Uint8Array,
): Run[] {
  const runs: Run[] = [];
  let at = 0;
  let last: (Run & { isSpace: boolean }) | undefined;
  for (const char of text) {
    const level = levels?.[at];
    at += char.length;
    const isSpace = /\s/.test(char);
    const font =
      isSpace || char === '\u200b' ? spaceFont(char, text, fonts, last?.font) : fonts.of(char, text);
    const shown = level !== undefined && level % 2 === 1 ? (bidi.getMirroredCharacter(char) ?? char) : char;
    const goesOn =
      last?.font === font && last.level === level && (level === undefined || last.isSpace === isSpace);
    if (last !== undefined && goesOn) last.text += shown;
    else {
      last = {
        ...style,
        text: shown,
        font,
        ...(level !== undefined && { level }),
        isSpace,
      };
      runs.push(last);
    }
  }
  return runs.map((run) => {
    const { isSpace: _, ...rest } = run as Run & { isSpace: boolean };
    return { ...rest, text: asDrawn(rest) };
  });
}

/** Joined letters are joined inside one font only, so spaces stand in that before them, where it has them. */
function spaceFont(char: string, text: string, fonts: FontChoice, before: FontFamily = 'latin'): FontFamily {
  // Breaks are followed, not drawn.
  if (char === '\n') return before;
  const code = char.codePointAt(0)!;
  const has = (family: FontFamily) => openedFont(family, 'normal').hasGlyphForCodePoint(code);
  return [before, 'latin' as const].find(has) ?? fonts.of(char, text);
}

/**
 * The font turns letters of Arabic and Hebrew around by itself, and digits of Arabic with them; it does not turn signs
 * that belong to no script.
 */
function asDrawn({ text, level }: Run): string {
  if (level === undefined || (level % 2 === 1) === rtl.test(text)) return text;
  return [...text].reverse().join('');
}

/** Pieces of one line in the order of the eye, from the left (rule L2 of the algorithm). */
export function visualOrder<Piece extends { level?: number }>(pieces: readonly Piece[]): Piece[] {
  const ordered = [...pieces];
  const levels = ordered.map(({ level = 0 }) => level);
  const lowestOdd = Math.min(...levels.filter((level) => level % 2 === 1));
  for (let depth = Math.max(0, ...levels); depth >= lowestOdd; depth--) {
    for (let from = 0; from < ordered.length; from++) {
      if ((ordered[from]!.level ?? 0) < depth) continue;
      let to = from;
      while (to + 1 < ordered.length && (ordered[to + 1]!.level ?? 0) >= depth) to += 1;
      ordered.splice(from, to - from + 1, ...ordered.slice(from, to + 1).reverse());
      from = to;
    }
  }
  return ordered;
}
