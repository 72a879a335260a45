/** The form in which words are compared: small letters without accents, with the way back to what was written. */

export interface Folded {
  text: string;
  /** For each unit of `text`, where its sign begins in the original; one more entry for the end. */
  origin: readonly number[];
}

const marks = /[\u0300-\u036f]/g;

/** Letters that are not made of a base letter and a sign, and signs that are typed in several ways. */
const plain: Record<string, string> = {
  ł: 'l',
  ø: 'o',
  đ: 'd',
  ı: 'i',
  ß: 'ss',
  æ: 'ae',
  œ: 'oe',
  '\u2019': "'",
  '\u2018': "'",
  '\u02bc': "'",
  '\u00b4': "'",
  '`': "'",
  '\u201c': '"',
  '\u201d': '"',
  '\u201e': '"',
  '«': '"',
  '»': '"',
  '\u2010': '-',
  '\u2011': '-',
  '\u2012': '-',
  '\u2013': '-',
  '\u2014': '-',
  '\u2212': '-',
  '\t': ' ',
  '\u3000': ' ',
  '\u00a0': ' ',
  '\u202f': ' ',
  '\u2009': ' ',
};

/** Seen by nobody: they would part a word for the program only. */
const invisible = /^[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff]$/;

/** The sign as it is compared; empty for what nobody sees. */
export function foldSign(sign: string): string {
  if (sign < '\u0080') return plain[sign] ?? sign.toLowerCase();
  if (invisible.test(sign)) return '';
  const known = plain[sign];
  if (known !== undefined) return known;
  // Signs of Japanese keep their voice marks
  return [...sign.normalize('NFKD').replace(marks, '').normalize('NFC').toLowerCase()]
    .map((part) => plain[part] ?? part)
    .join('');
}

export function fold(original: string): Folded {
  const parts: string[] = [];
  const origin: number[] = [];
  let at = 0;
  for (const sign of original) {
    const folded = foldSign(sign);
    parts.push(folded);
    for (let unit = 0; unit < folded.length; unit += 1) origin.push(at);
    at += sign.length;
  }
  origin.push(at);
  return { text: parts.join(''), origin };
}

/** The folded text alone. */
export function foldText(original: string): string {
  return [...original].map(foldSign).join('');
}
