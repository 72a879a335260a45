/**
 * The answer to what a customer claims, drafted from what the house knows, in the customer's language. A draft counts
 * for nothing: a person reads it, changes it, and sends it.
 */
import type { IsoDate } from '../model/common.ts';
import { formatMoney } from '../money/format.ts';
import { formatDate } from '../template/format.ts';
import type { ClaimProposal } from '../understanding/types.ts';
import { answerKinds, type AnswerKind } from '../vocabulary/answers.ts';
import type { PageLanguage } from '../vocabulary/languages.ts';
import { answerWords, type AnswerWords } from '../words/answer/words.ts';
import { fillWords } from '../words/fill.ts';
import { isNamed, type PersonNamed } from '../mail-reading/person-named.ts';

/** What the house knows of a line that a claim is about. */
export interface AnsweredItem {
  id: string;
  number: string;
  /** Nothing of it is open any more. */
  isSettled: boolean;
  /** The last day on which something of it was paid. */
  paidOn: IsoDate | null;
  /** Its file can be sent. */
  hasDocument: boolean;
}

export type AnsweredClaim = Pick<ClaimProposal, 'intent' | 'items' | 'amountMinor' | 'currency' | 'date'>;

export interface DraftFacts {
  claim: AnsweredClaim;
  /** Of the customer, by number. */
  items: ReadonlyMap<string, AnsweredItem>;
  language: PageLanguage;
  locale: string;
  /** Who looks into it: of a dispute whoever clears its kind, else the collector; null: nobody is named. */
  inCharge: string | null;
  /** Whom the words name as the one to write to. */
  named: PersonNamed | null;
  /** The answer carries a link to the customer's page. */
  hasPage: boolean;
  /** The answer goes to an address on file: papers of the customer may go along. */
  mayEnclose: boolean;
}

export interface AnswerDraft {
  kind: AnswerKind;
  /** Paragraphs, the numbers that it is about first. */
  text: string;
  /** Items whose files go along. */
  documents: string[];
  /** Items that were asked for and have no file. */
  missing: string[];
  /** A contact to be added before it is sent. */
  contact: PersonNamed | null;
}

export function hasDraft(intent: ClaimProposal['intent']): intent is AnswerKind {
  return (answerKinds as readonly string[]).includes(intent);
}

/** Null: a person writes this one. */
export function draftAnswer(facts: DraftFacts): AnswerDraft | null {
  const { claim, items } = facts;
  if (!hasDraft(claim.intent)) return null;
  const about = meant(claim, items);
  const said = sayings[claim.intent](facts, about);
  const heading = claim.items.filter((number) => items.has(number)).join(', ');
  return {
    kind: claim.intent,
    documents: [],
    missing: [],
    contact: null,
    ...said,
    text: [heading, said.text].filter((line) => line !== '').join('\n'),
  };
}

/** One answer to all that was claimed; what is said twice is said once. */
export function joinedDrafts(drafts: readonly AnswerDraft[]): Omit<AnswerDraft, 'kind'> {
  return {
    text: [...new Set(drafts.map(({ text }) => text))].join('\n\n'),
    documents: [...new Set(drafts.flatMap(({ documents }) => documents))],
    missing: [...new Set(drafts.flatMap(({ missing }) => missing))],
    contact: drafts.find(({ contact }) => contact !== null)?.contact ?? null,
  };
}

/** Of a claim about the whole account, and only where papers are asked for: all that is open. */
function meant({ intent, items: numbers }: AnsweredClaim, items: DraftFacts['items']): AnsweredItem[] {
  if (numbers.length === 0 && intent === 'copy_request')
    return [...items.values()].filter(({ isSettled }) => !isSettled);
  return numbers.flatMap((number) => items.get(number) ?? []);
}

type Said = Pick<AnswerDraft, 'text'> & Partial<Pick<AnswerDraft, 'documents' | 'missing' | 'contact'>>;
type Saying = (facts: DraftFacts, about: readonly AnsweredItem[]) => Said;

const sayings: Record<AnswerKind, Saying> = {
  copy_request: (facts, about) => sayCopies(facts, about),
  paid: (facts, about) => ({ text: sayPaid(facts, about) }),
  contact_change: ({ named, language }) => {
    const words = answerWords[language];
    if (!isNamed(named)) return { text: words.contactAsk };
    return { text: fillWords(words.contactNoted, { contact: nameOf(named) }), contact: named };
  },
  dispute: (facts) => ({ text: sayInCharge(facts, 'disputeNamed', 'disputeUnnamed') }),
  promise: (facts) => ({ text: sayPromise(facts) }),
  ongoing: ({ language }) => ({ text: answerWords[language].ongoing }),
  payment_plan: (facts) => ({ text: sayInCharge(facts, 'planNamed', 'planUnnamed') }),
};

function sayCopies({ language, hasPage, mayEnclose }: DraftFacts, about: readonly AnsweredItem[]): Said {
  const words = answerWords[language];
  if (about.length === 0) return { text: words.copyAsk };
  const there = about.filter(({ hasDocument }) => hasDocument);
  const missing = about.filter(({ hasDocument }) => !hasDocument);
  const items = missing.map(({ number }) => number).join(', ');
  const attached = mayEnclose
    ? [words.copyAttached, ...(hasPage ? [words.copyOnPage] : [])]
    : [words.copyToKnown];
  const sentences = [
    ...(there.length > 0 ? attached : []),
    ...(missing.length > 0 ? [fillWords(words.copyMissing, { items })] : []),
  ];
  return {
    text: sentences.join(' '),
    documents: mayEnclose ? there.map(({ id }) => id) : [],
    missing: missing.map(({ id }) => id),
  };
}

function sayPaid({ claim, language, locale }: DraftFacts, about: readonly AnsweredItem[]): string {
  const words = answerWords[language];
  if (about.length > 0 && about.every(({ isSettled }) => isSettled)) {
    const days = about.flatMap(({ paidOn }) => paidOn ?? []).toSorted();
    const last = days.at(-1);
    return last === undefined
      ? words.paidThanks
      : fillWords(words.paidThanksOn, { date: formatDate(last, locale) });
  }
  return claim.date === null
    ? words.paidAsk
    : fillWords(words.paidAskReference, { date: formatDate(claim.date, locale) });
}

function sayPromise({ claim, language, locale }: DraftFacts): string {
  const words = answerWords[language];
  if (claim.date === null) return words.promiseAsk;
  const date = formatDate(claim.date, locale);
  if (claim.amountMinor === null || claim.currency === null) return fillWords(words.promiseOn, { date });
  const amount = formatMoney(claim.amountMinor, claim.currency, locale);
  return fillWords(words.promiseAmountOn, { amount, date });
}

function sayInCharge(
  { inCharge, language }: DraftFacts,
  named: keyof AnswerWords,
  unnamed: keyof AnswerWords,
): string {
  const words = answerWords[language];
  return inCharge === null ? words[unnamed] : fillWords(words[named], { name: inCharge });
}

function nameOf({ name, address }: PersonNamed): string {
  return [name, name === null ? address : address && `(${address})`].filter(Boolean).join(' ');
}
