const firstLetter = /\p{L}/u;
const rightToLeft =
  /[\p{Script=Hebrew}\p{Script=Arabic}\p{Script=Syriac}\p{Script=Thaana}\p{Script=Nko}\p{Script=Samaritan}\p{Script=Mandaic}\p{Script=Adlam}]/u;

/**
 * Whether a paragraph begins at the right: its first letter is of a script that runs from there (Unicode Standard Annex
 * 9, rules P2 and P3). Without a letter it does not.
 */
export function isRightToLeft(text: string): boolean {
  const [letter] = firstLetter.exec(text) ?? [];
  return letter !== undefined && rightToLeft.test(letter);
}
