/**
 * The source of a template in which anything that was written as a reference (`&#35;`, `&num;`) stays text when the tree
 * is searched for tags. Lines and lengths stay, so that places in it are places in what was written.
 */
import { decodeEntities } from './entities.ts';

/** Before a letter that stands for itself. Characters that Unicode keeps for the inside of programs. */
const literal = '\ufdd0';
/** After it, until the length of the reference is reached. */
const filler = '\ufdd1';
/** A `<` that begins no element. */
const less = '\ufdd2';

export function maskReferences(source: string): string {
  return source
    .replace(/[\ufdd0-\ufdd2]/g, '\ufffd')
    .replace(/\r\n?/g, '\n')
    .replace(/&(?:#(?:[0-9]+|[xX][0-9a-fA-F]+);?|[A-Za-z]+;)/g, (reference) => {
      const meant = decodeEntities(reference);
      return /^[A-Za-z0-9_#{]{1,2}$/.test(meant)
        ? (literal + meant).padEnd(reference.length, filler)
        : reference;
    });
}

/** The source with the `<` at this place as text. */
export function maskLess(source: string, at: number): string {
  return source.slice(0, at) + less + source.slice(at + 1);
}

/** What the masked text says. */
export function unmask(text: string): string {
  return text.replace(/[\ufdd0\ufdd1]/g, '').replaceAll(less, '<');
}

/** A `#` with a name, not the one of a reference. */
export const tagPattern = /(?<!\ufdd0)#([A-Za-z][A-Za-z0-9_]*)/g;
