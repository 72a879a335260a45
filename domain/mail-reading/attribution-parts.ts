/** The sentence "On … wrote …:" above a forwarded original, as old Outlook and others put it. */
import { attributionAt } from './separators.ts';

export function attributionParts(
  texts: readonly string[],
  from: number,
): { text: string; length: number } | null {
  const length = attributionAt(texts, from, () => true);
  return length === 0 ? null : { text: texts.slice(from, from + length).join(' '), length };
}
