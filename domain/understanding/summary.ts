/**
 * The essential in the reader's language. What kind of claim it is stands in our words; numbers, amounts and days stand
 * only as the mail writes them, so that the summary holds none that the mail does not hold.
 */
import type { ClaimIntent, DisputeReason } from '../vocabulary/replies.ts';
import { pageLanguages, type PageLanguage } from '../vocabulary/languages.ts';
import { claimWords } from '../words/understanding/words.ts';
import type { ReadSentence } from './segments.ts';
import type { SettledClaim } from './settled-claim.ts';
import type { AccountItem } from './types.ts';
import { originalWords, type WrittenText } from './written-text.ts';

const longest = 400;
const mostNumbers = 6;

export function summaryOf(input: {
  claims: readonly SettledClaim[];
  read: readonly ReadSentence[];
  written: WrittenText;
  reader: string;
}): string {
  const { claims, read, written, reader } = input;
  const words = claimWords(languageOf(reader));
  const numbers = writtenNumbers(read, written);
  const lines: string[] = [];
  for (const claim of claims) {
    const line = lineOf(claim, { words, numbers, written });
    if (lines.includes(line)) continue;
    if ([...lines, line].join(' ').length > longest) return `${lines.join(' ')} …`.trim();
    lines.push(line);
  }
  return lines.join(' ');
}

function languageOf(reader: string): PageLanguage {
  return pageLanguages.find((language) => language === reader.toLowerCase().slice(0, 2)) ?? 'en';
}

/** How the mail writes the numbers of items. */
function writtenNumbers(read: readonly ReadSentence[], written: WrittenText): Map<AccountItem, string> {
  const found = new Map<AccountItem, string>();
  for (const { sentence, segments } of read)
    for (const { entities } of segments)
      for (const entity of entities) {
        if (entity.kind !== 'items') continue;
        const words = originalWords(written, sentence.from + entity.from, sentence.from + entity.to);
        for (const item of entity.items) if (!found.has(item)) found.set(item, words);
      }
  return found;
}

function lineOf(
  claim: SettledClaim,
  {
    words,
    numbers,
    written,
  }: {
    words: ReturnType<typeof claimWords>;
    numbers: ReadonlyMap<AccountItem, string>;
    written: WrittenText;
  },
): string {
  const named = [...new Set(claim.items.flatMap((item) => numbers.get(item) ?? []))];
  const shown = named.length > mostNumbers ? [...named.slice(0, mostNumbers), '…'] : named;
  const quoted = (places: readonly { from: number; to: number }[]) =>
    [...new Set(places.map(({ from, to }) => originalWords(written, from, to).replace(/[.,;:]+$/, '')))].map(
      (part) => `“${part}”`,
    );
  const parts = [
    ...(shown.length > 0 ? [shown.join(', ')] : []),
    ...(claim.amountMinor === null || claim.hasRest ? [] : quoted(claim.amountAt).slice(0, 1)),
    ...(claim.date === null ? [] : quoted(claim.dayAt)),
    ...(claim.isConditional && claim.intent === 'promise' ? [words.condition] : []),
  ];
  const head = headOf(claim.intent, claim.reason, words);
  return parts.length === 0 ? `${head}.` : `${head}: ${parts.join(', ')}.`;
}

function headOf(
  intent: ClaimIntent,
  reason: DisputeReason | null,
  words: ReturnType<typeof claimWords>,
): string {
  return intent === 'dispute' ? words.dispute[reason ?? 'other'] : words.claim[intent];
}
