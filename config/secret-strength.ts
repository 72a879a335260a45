/**
 * How hard a secret is to guess. An estimate from below for texts that people make up: repetition, rows of the
 * alphabet and of the keyboard, and words count for little, whatever their length.
 */

const rows = ['abcdefghijklmnopqrstuvwxyz', '0123456789', 'qwertyuiop', 'asdfghjkl', 'zxcvbnm', 'azertyuiop'];
/** In no text that chance made; figures and signs that stand for letters are read as those. */
const notorious =
  /password|passwor[dt]|motdepasse|secret|changeme|relance|example|exemple|default|production|random|qwerty|azerty|letmein|welcome|openssl|insert|replace|whatever|administrator|development|testing/;
const leet = new Map(
  Object.entries({ 0: 'o', 1: 'i', 3: 'e', 4: 'a', 5: 's', 7: 't', '@': 'a', $: 's', '!': 'i' }),
);

/** One word among some thousands. */
const bitsOfWord = 12;
const bitsOfRepeat = 6;
const bitsOfNext = 1;
/** Of one letter of a short word, and of what stands between words. */
const bitsBetween = 2;

/** What a secret of an installation has at least; half of the bytes that are asked for. */
export const enoughBits = 70;

/** Whether somebody may find the secret by trying what people choose. */
export function isGuessable(secret: string, least = enoughBits): boolean {
  const read = [...secret.toLowerCase()].map((sign) => leet.get(sign) ?? sign).join('');
  return notorious.test(read.replaceAll(/[^a-z]/g, '')) || guessingBits(secret) < least;
}

/** Bits of entropy that the text has at least for somebody who guesses as people choose. */
export function guessingBits(secret: string): number {
  return bitsOf(secret, wordAt);
}

function bitsOf(secret: string, wordIn: typeof wordAt): number {
  const bitsEach = Math.log2(Math.min(alphabetOf(secret), 2 * new Set(secret).size));
  let bits = 0;
  for (let at = 0; at < secret.length;) {
    const repeated = repeatedAt(secret, at);
    const word = wordIn(secret, at);
    if (repeated > 0) {
      bits += bitsOfRepeat;
      at += repeated;
    } else if (word > 0) {
      const spelled = bitsOf(secret.slice(at, at + word), () => 0);
      bits += Math.min(spelled, bitsOfWord * Math.ceil(word / (word > 20 ? 6 : 10)));
      at += word;
    } else {
      const isBetween = isSign(secret[at]!) || (isSign(secret[at - 1]) && isSign(secret[at + 1]));
      bits += follows(secret[at - 1], secret[at]!) ? bitsOfNext : isBetween ? bitsBetween : bitsEach;
      at += 1;
    }
  }
  return bits;
}

function alphabetOf(text: string): number {
  const classes: [RegExp, number][] = [
    [/[0-9]/, 10],
    [/[a-f]/, 6],
    [/[g-z]/, 20],
    [/[A-F]/, 6],
    [/[G-Z]/, 20],
    [/[^0-9A-Za-z]/, 10],
  ];
  return classes.reduce((sum, [pattern, size]) => sum + (pattern.test(text) ? size : 0), 0);
}

/** Length of what stands here and stood before, letter case aside; 0 below four characters. */
function repeatedAt(text: string, at: number): number {
  const [lower, before] = [text.toLowerCase(), text.toLowerCase().slice(0, at)];
  let length = 0;
  while (at + length < text.length && lower.startsWith(lower.slice(at, at + length + 1), indexIn()))
    length += 1;
  return length >= 4 ? length : 0;

  function indexIn(): number {
    const found = before.indexOf(lower.slice(at, at + length + 1));
    return found === -1 ? text.length : found;
  }
}

/** Length of what can be spoken here: letters of one case, or with a capital first, with vowels among them. */
function wordAt(text: string, at: number): number {
  if (at > 0 && /[a-z]/i.test(text[at - 1]!) && /[a-z]/.test(text[at]!)) return 0;
  const found = /^(?:[A-Z]?[a-z]+|[A-Z]+)/.exec(text.slice(at))?.[0] ?? '';
  if (found.length < 4) return 0;
  const vowels = [...found].filter((letter) => /[aeiouy]/i.test(letter)).length / found.length;
  const consonants = /[^aeiouy]{5}|[aeiou]{4}|[jqxzvk][bcdfgjkpqvwxz]/i.test(found);
  return vowels >= 0.2 && vowels <= 0.75 && !consonants ? found.length : 0;
}

function isSign(sign: string | undefined): boolean {
  return sign === undefined || /[^0-9A-Za-z]/.test(sign);
}

/** Whether people type the one after the other: a, b; 2, 1; q, w; the same again. */
function follows(previous: string | undefined, next: string): boolean {
  if (previous === undefined) return false;
  const [left, right] = [previous.toLowerCase(), next.toLowerCase()];
  if (left === right) return true;
  return rows.some((row) => {
    const place = row.indexOf(left);
    return place !== -1 && (row[place + 1] === right || (place > 0 && row[place - 1] === right));
  });
}
