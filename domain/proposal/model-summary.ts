/**
 * The summary of what a model found: our words for the kind of claim, and beside them the words of the mail themselves. So it
 * holds no number and no name that the mail does not hold.
 */
import type { ClaimProposal } from '../understanding/types.ts';
import { interfaceLanguages, type InterfaceLanguage } from '../vocabulary/languages.ts';
import { claimWords } from '../words/understanding/words.ts';

const longest = 400;
const longestQuote = 120;

export function summariesOf(claims: readonly ClaimProposal[]): Record<InterfaceLanguage, string> {
  return Object.fromEntries(
    interfaceLanguages.map((language) => [language, summaryIn(claims, language)]),
  ) as Record<InterfaceLanguage, string>;
}

function summaryIn(claims: readonly ClaimProposal[], language: InterfaceLanguage): string {
  const words = claimWords(language);
  const lines: string[] = [];
  for (const { intent, reason, quote } of claims) {
    const head = intent === 'dispute' ? words.dispute[reason ?? 'other'] : words.claim[intent];
    const line = `${head}: “${cut(quote.replace(/\s+/g, ' '))}”.`;
    if (lines.includes(line)) continue;
    if ([...lines, line].join(' ').length > longest) return `${lines.join(' ')} …`.trim();
    lines.push(line);
  }
  return lines.join(' ');
}

/** At a blank, so that no number is cut in two. */
function cut(words: string): string {
  if (words.length <= longestQuote) return words;
  const end = words.lastIndexOf(' ', longestQuote);
  return end <= 0 ? '…' : `${words.slice(0, end)} …`;
}
