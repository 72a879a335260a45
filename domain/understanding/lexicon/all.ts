/** All languages whose words are read. A language is added by its file and its line here. */
import { clerkWords } from './clerks.ts';
import { complaintWords } from './complaints.ts';
import { de } from './de.ts';
import { en } from './en.ts';
import { es } from './es.ts';
import { fr } from './fr.ts';
import { hr } from './hr.ts';
import { it } from './it.ts';
import { ja } from './ja.ts';
import type { Lexicon } from './lexicon.ts';
import { moreDates } from './more-dates.ts';
import { nl } from './nl.ts';
import { officeWords } from './office.ts';
import { paymentWords } from './payments.ts';
import { phrases } from './phrases.ts';
import { pl } from './pl.ts';
import { spokenWords, type SpokenWords } from './spoken.ts';
import { pt } from './pt.ts';
import { ro } from './ro.ts';
import { sv } from './sv.ts';
import { tr } from './tr.ts';
import { zh } from './zh.ts';

export const lexicons: readonly Lexicon[] = [en, fr, de, es, it, nl, pl, pt, tr, ro, hr, sv, ja, zh].map(
  (lexicon) =>
    withMoreDates(
      [spokenWords, phrases, officeWords, paymentWords, complaintWords, clerkWords].reduce(
        (all, more) => joined(all, more[lexicon.language] ?? {}),
        lexicon,
      ),
    ),
);

/** The patterns of both; those of letters come first. */
function joined(lexicon: Lexicon, { dispute = {}, ...lists }: SpokenWords): Lexicon {
  const both: Lexicon = { ...lexicon, dispute: { ...lexicon.dispute } };
  for (const [name, patterns] of Object.entries(lists) as [keyof typeof lists, readonly string[]][])
    both[name] = [...(lexicon[name] ?? []), ...patterns];
  for (const [reason, patterns] of Object.entries(dispute) as [keyof typeof dispute, readonly string[]][])
    both.dispute[reason] = [...(lexicon.dispute[reason] ?? []), ...patterns];
  return both;
}

/** The usual forms come first. */
function withMoreDates(lexicon: Lexicon): Lexicon {
  const rules = { ...lexicon.dates.rules };
  const more = moreDates[lexicon.language] ?? {};
  for (const [rule, patterns] of Object.entries(more) as [keyof typeof more, readonly string[]][])
    rules[rule] = [...(rules[rule] ?? []), ...patterns];
  return { ...lexicon, dates: { ...lexicon.dates, rules } };
}
