/**
 * Fonts that are embedded in letters: Noto, under the SIL Open Font License 1.1, as npm packages. Each character is
 * printed in the first that has it; one that none has is reported, never printed as a box.
 */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { create, type Font } from 'fontkit';

export type FontFamily = 'latin' | 'hebrew' | 'arabic' | 'japanese' | 'chinese';

export type FontStyle = 'normal' | 'bold' | 'italics' | 'bolditalics';

type FontFiles = { package: string; normal: string; bold: string } & Partial<Record<FontStyle, string>>;

const files: Record<FontFamily, FontFiles> = {
  /** Latin, Greek and Cyrillic. */
  latin: {
    package: '@embedpdf/fonts-latin',
    normal: 'NotoSans-Regular.ttf',
    bold: 'NotoSans-Bold.ttf',
    italics: 'NotoSans-Italic.ttf',
    bolditalics: 'NotoSans-BoldItalic.ttf',
  },
  hebrew: {
    package: '@embedpdf/fonts-hebrew',
    normal: 'NotoSansHebrew-Regular.ttf',
    bold: 'NotoSansHebrew-Bold.ttf',
  },
  arabic: {
    package: '@embedpdf/fonts-arabic',
    normal: 'NotoNaskhArabic-Regular.ttf',
    bold: 'NotoNaskhArabic-Bold.ttf',
  },
  japanese: {
    package: '@embedpdf/fonts-jp',
    normal: 'NotoSansJP-Regular.otf',
    bold: 'NotoSansJP-Bold.otf',
  },
  chinese: {
    package: '@embedpdf/fonts-sc',
    normal: 'NotoSansHans-Regular.otf',
    bold: 'NotoSansHans-Bold.otf',
  },
};

const require = createRequire(import.meta.url);
const opened = new Map<string, Font>();

/** A font, opened once a thread: reading its tables takes longer than laying out a letter. */
export function openedFont(family: FontFamily, style: FontStyle): Font {
  const file = files[family][style] ?? files[family][style === 'bolditalics' ? 'bold' : 'normal'];
  let font = opened.get(file);
  if (font === undefined) {
    font = create(bytesOf(family, file)) as Font;
    nameGlyphs(font, family);
    opened.set(file, font);
  }
  return font;
}

/**
 * A glyph remembers the characters that it was first made for, and that is what a copied text will say. Made once, in
 * the order of Unicode, they do not depend on which letter came first.
 */
function nameGlyphs(font: Font, family: FontFamily): void {
  // Of characters that look alike, the usual one: radicals and wide forms stand before the words of their script.
  const isUsual = (code: number) => {
    const char = String.fromCodePoint(code);
    return char.normalize('NFKC') === char;
  };
  for (const code of font.characterSet) if (isUsual(code)) font.glyphForCodePoint(code);
  for (const code of font.characterSet) font.glyphForCodePoint(code);
  if (family !== 'arabic') return;
  const joined = '\u0640';
  for (const code of font.characterSet) {
    const char = String.fromCodePoint(code);
    if (!/\p{Script=Arabic}/u.test(char)) continue;
    for (const word of [char, joined + char, char + joined, joined + char + joined]) font.layout(word);
  }
}

function bytesOf(family: FontFamily, file: string): Buffer {
  return readFileSync(path.join(path.dirname(require.resolve(files[family].package)), '../fonts', file));
}

/** Any font, quickly read. */
export function smallFont(): Buffer {
  return bytesOf('hebrew', files.hebrew.normal);
}

const kana = /[\u3040-\u30ff]/;

/** Which font prints each character of a text; collects what none can print. */
export class FontChoice {
  readonly unprintable = new Set<string>();
  readonly #known = new Map<string, FontFamily | undefined>();

  /** Of one character; `text` is what it stands in, since Chinese and Japanese write some characters differently. */
  of(char: string, text: string): FontFamily {
    const isJapanese = char > '\u2e7f' && kana.test(text);
    const key = isJapanese ? `${char}j` : char;
    if (!this.#known.has(key)) this.#known.set(key, familyOf(char, isJapanese));
    const family = this.#known.get(key);
    if (family === undefined) this.unprintable.add(char);
    return family ?? 'latin';
  }
}

function familyOf(char: string, isJapanese: boolean): FontFamily | undefined {
  const order: FontFamily[] =
    char <= '\u2e7f'
      ? ['latin', 'hebrew', 'arabic', 'japanese', 'chinese']
      : isJapanese
        ? ['japanese', 'chinese', 'latin', 'hebrew', 'arabic']
        : ['chinese', 'japanese', 'latin', 'hebrew', 'arabic'];
  return order.find((family) => openedFont(family, 'normal').hasGlyphForCodePoint(char.codePointAt(0)!));
}

/** Width in points of text in one size, upright. */
export function textWidth(text: string, size: number, fonts: FontChoice): number {
  let width = 0;
  for (const char of text) {
    const font = openedFont(fonts.of(char, text), 'normal');
    width += (font.glyphForCodePoint(char.codePointAt(0)!).advanceWidth / font.unitsPerEm) * size;
  }
  return width;
}
