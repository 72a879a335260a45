/** What a library says where our own rules found no quote: its voice counts for originals it alone knows. */
import EmailReplyParser from 'email-reply-parser';
import type { MailLine } from './lines.ts';

/** Its regular expressions look back and forth: it is given what people write, and no more. */
const most = { lines: 300, characters: 15_000 };

/** The line from which on the library takes everything for quoted, or null. */
export function quoteByLibrary(lines: readonly MailLine[]): number | null {
  if (lines.length > most.lines) return null;
  const text = lines.map((line) => line.text).join('\n');
  if (text.length > most.characters || lines.some((line) => line.text.length > 1_000)) return null;
  const fragments = new EmailReplyParser().read(text).getFragments();
  let at = 0;
  let from: number | null = null;
  for (const fragment of fragments) {
    const length = fragment.getContent().split('\n').length;
    if (fragment.isQuoted()) from ??= at;
    else if (from !== null && !fragment.isEmpty() && !fragment.isHidden()) from = null;
    at += length;
  }
  return from === null || from === 0 || from >= lines.length ? null : from;
}
