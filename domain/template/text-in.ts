import { messageLanguages } from '../vocabulary/languages.ts';

/**
 * The text of a template that a message is made from (E-4): in the language asked for, else in the entity's, else in
 * English, else in any, in the order of the vocabulary. Undefined: there is none.
 *
 * @param texts at most one of each language counts
 */
export function textIn<T extends { language: string }>(
  texts: readonly T[],
  { wanted, own }: { wanted: string; own: string },
): T | undefined {
  const wishes = [wanted, own, 'en', ...messageLanguages];
  return wishes.flatMap((wish) => texts.filter(({ language }) => language === wish))[0];
}
