/** Numbers of documents and customers as they stand in what payers write. */
import { plainWord } from './candidates.ts';

/** Its letters stand there too, or it has so many figures that nothing else looks like it. */
export function isUnmistakable(number: string, text: string): boolean {
  const plain = plainWord(number);
  const hasLetters = /\p{L}/u.test(plain);
  const digits = plain.replaceAll(/\D/g, '');
  if (digits.length >= 6) return true;
  return hasLetters && digits.length >= 3 && plainWord(text).includes(plain);
}

/** Every run of figures that may be the number of a document: alone, with its neighbours, and across signs. */
export function stretches(text: string): string[] {
  const found = new Set<string>();
  const read = text.replaceAll(/(?<=\d)o|o(?=\d)/g, '0');
  for (const [token] of read.matchAll(/\d[\d\s/._-]*/g)) {
    const groups = token.match(/\d+/g) ?? [];
    for (let from = 0; from < groups.length && from < 60; from += 1)
      for (let count = 1; count <= 5 && from + count <= groups.length; count += 1)
        found.add(groups.slice(from, from + count).join(''));
  }
  for (const [token] of read.matchAll(/[\p{L}\d][\p{L}\d/._-]*/gu)) found.add(token.replaceAll(/\D/g, ''));
  found.delete('');
  return [...found];
}

export function checkedLength(written: string): number {
  return written.length === 12 ? 10 : written.length - 1;
}
