/**
 * What a customer's words claim, by rules alone: the statuses they propose, item by item, each with the words it
 * rests on, and a summary. A pure function: mails, comments of the portal and internal answers are read alike. Nothing
 * it returns counts before a person accepts it.
 */
import type { IsoDate } from '../model/common.ts';
import { localDayAndMinute } from '../calendar/zoned-time.ts';
import { isIsoDate } from '../calendar/iso-date.ts';
import type { ClaimIntent } from '../vocabulary/replies.ts';
import { findMarkers } from './cues.ts';
import { claimsOf, type Claim } from './claims.ts';
import { indexItems } from './item-index.ts';
import { findItems } from './items.ts';
import { lexiconFor, lexiconsOf } from './language.ts';
import { lexicons } from './lexicon/all.ts';
import type { Lexicon } from './lexicon/lexicon.ts';
import { readSentence } from './read-sentence.ts';
import type { ReadingContext, ReadSentence, Segment } from './segments.ts';
import { sentencesOf } from './sentences.ts';
import { settle } from './settle.ts';
import type { SettledClaim } from './settled-claim.ts';
import { summaryOf } from './summary.ts';
import type { AccountItem, ClaimProposal, UnderstandInput, Understanding } from './types.ts';
import { originalWords, readableText, type WrittenText } from './written-text.ts';

/** Sentences beyond these are for a person. */
const mostSentences = 1500;

const abbreviations: ReadonlySet<string> = new Set(lexicons.flatMap((lexicon) => lexicon.abbreviations));

/** Never throws on any text; takes time in proportion to its length. */
export function understand(input: UnderstandInput): Understanding {
  const written = readableText(input.text);
  const items = input.account?.items ?? [];
  const today = dayOfWriting(input);
  const candidates = lexiconsOf(input.language, written.text);
  const context: ReadingContext = {
    index: indexItems(items),
    currency: input.account?.currency ?? 'EUR',
    monthFirst: writesMonthFirst(input),
    today,
  };
  const sentences = sentencesOf(written, abbreviations);
  const topics = topicsOf(input, context, candidates[0]!);
  const own = sentences.filter(({ from }) => (written.origin[from] ?? 0) >= (input.wordsFrom ?? 0));
  const read = own.slice(0, mostSentences).map((sentence) => ({
    ...readSentence(sentence, lexiconFor(sentence.text, candidates), context),
    topic: topics.findLast(({ at }) => at <= (written.origin[sentence.from] ?? 0)) ?? null,
  }));
  const instructed = read.findIndex(instructs);
  const trusted = instructed === -1 ? read : read.slice(0, instructed);
  const claims = contested(claimsOf(trusted, today, items), trusted);
  const bound = withOnlyItem(
    withSubject(withFragment(claims, trusted), input, context, candidates[0]!),
    items,
  );
  const settled = settle(bound, { today, items });
  const proposals = settled.map((claim) => proposalOf(claim, written));
  return {
    summary: summaryOf({ claims: settled, read, written, reader: input.reader }),
    needsPerson:
      instructed !== -1 ||
      written.isCut ||
      sentences.length > mostSentences ||
      settled.some(asksForPerson) ||
      claims.some(({ intent }) => alwaysForPerson.has(intent) && intent !== 'question') ||
      read.some((one) => one.hasUnknownItem || isAngry(one)) ||
      isBrokenWithoutNewDay(read, settled),
    proposals,
  };
}

/** Lines of an answered quote of which one may name the item. */
const nearLines = 4;

/** The items of the quoted lines that stretches of the text answer: those of the nearest line that names any. */
function topicsOf({ answers = [] }: UnderstandInput, { index }: ReadingContext, lexicon: Lexicon) {
  return answers.slice(0, 500).map(({ at, to }, answer) => {
    const lines = to.split('\n').filter((line) => line.trim() !== '');
    const named = lines
      .slice(-nearLines)
      .map((line) => readableText(line.slice(0, 500)).text)
      .map((line) => findItems(line, index, lexicon, () => true).spans.flatMap((span) => span.items))
      .findLast((items) => items.length > 0);
    return { at, answer, items: [...new Set(named ?? [])] };
  });
}

const alwaysForPerson: ReadonlySet<ClaimIntent> = new Set<ClaimIntent>([
  'question',
  'payment_plan',
  'refusal',
  'insolvency',
  'bank_details',
]);

function asksForPerson(claim: SettledClaim): boolean {
  const isConditional = claim.isConditional && (claim.intent === 'promise' || claim.intent === 'dispute');
  return alwaysForPerson.has(claim.intent) || isConditional || claim.hasDoubtfulDate;
}

/** The text tries to instruct the program that reads it, in any language. */
function instructs({ sentence }: ReadSentence): boolean {
  return lexicons.some((lexicon) => findMarkers(sentence.text, lexicon, 'instruction').length > 0);
}

/** Thanks and greetings are shouted too. */
const cheerful =
  /thank|cheers|great|happy|merci|bonne|dank|gruss|schon\w* |gracias|feliz|saludos|grazie|buon|groet|dzie[kn]|pozdr|milego|obrigad|bom |boa |tesekkur|iyi |multum|hvala|lijep|tack|trevlig|halsning|ありがと|お世話|谢谢|謝謝|感谢|感謝|[:;]-?[)d]/;

function isAngry(read: ReadSentence): boolean {
  const { text } = read.sentence;
  return saysAnger(read) || (/!{2,}|[!?]{3,}/.test(text) && !cheerful.test(text));
}

function saysAnger({ sentence, lexicon }: ReadSentence): boolean {
  return findMarkers(sentence.text, lexicon, 'anger').length > 0;
}

function isBrokenWithoutNewDay(read: readonly ReadSentence[], claims: readonly SettledClaim[]): boolean {
  const isBroken = read.some(
    ({ sentence, lexicon }) => findMarkers(sentence.text, lexicon, 'broken_promise').length > 0,
  );
  return (
    isBroken &&
    !claims.some(({ intent, date }) => intent === 'paid' || (intent === 'promise' && date !== null))
  );
}

/** The day on the writer's calendar: that of the date's own offset, else that of the writer's zone. */
function dayOfWriting({ sentOn, receivedOn, senderZone }: UnderstandInput): IsoDate {
  for (const written of [sentOn, receivedOn]) {
    if (written === null || written === undefined) continue;
    const day = written.slice(0, 10);
    if (isIsoDate(written)) return written;
    const instant = Date.parse(written);
    if (Number.isNaN(instant)) continue;
    if (/[+-]\d\d:?\d\d$/.test(written) && !/[+-]00:?00$/.test(written) && isIsoDate(day)) return day;
    return localDay(instant, senderZone);
  }
  return '1970-01-01';
}

function localDay(instant: number, zone: string): IsoDate {
  try {
    return localDayAndMinute(instant, zone).day;
  } catch {
    return localDayAndMinute(instant, 'UTC').day;
  }
}

/** The United States write the month first; other writers of English do not. */
function writesMonthFirst({ language, senderZone, account }: UnderstandInput): boolean {
  const zone = account?.timeZone ?? senderZone;
  return (
    language.startsWith('en') &&
    /^(?:America\/|US\/|Pacific\/Honolulu)/.test(zone) &&
    !/Toronto|Vancouver|Montreal|Halifax/.test(zone)
  );
}

/** *Paid already* is a dispute where the reminder is called wrong, in the same sentence or beside it. */
function contested(claims: readonly Claim[], read: readonly ReadSentence[]): Claim[] {
  const isUpset = read.some(saysAnger);
  const says = (at: number, claim: Claim) =>
    read[at]?.segments.some(
      (segment) =>
        segment.isContesting &&
        ((at === claim.sentence && segment.from === claim.textFrom) || !hasOwnMatter(segment)),
    ) === true;
  const isCalledWrong = (claim: Claim) =>
    claims.some(
      (other) =>
        other.intent === 'dispute' &&
        other.reason === 'other' &&
        !other.isNamed &&
        other.amounts.length === 0 &&
        Math.abs(other.sentence - claim.sentence) === 1,
    );
  return claims.map((claim) =>
    claim.intent === 'paid' &&
    (isUpset ||
      isCalledWrong(claim) ||
      (saysNothing(read[claim.sentence + 1]) && says(claim.sentence + 2, claim)) ||
      [claim.sentence, claim.sentence - 1, claim.sentence + 1].some((at) => says(at, claim)))
      ? { ...claim, intent: 'dispute' as const, reason: 'already_paid' as const }
      : claim,
  );
}

/** *Receipt attached.* */
function saysNothing(read: ReadSentence | undefined): boolean {
  return read?.segments.every(({ entities }) => entities.every(({ kind }) => kind !== 'cue')) === true;
}

/** Says something of items of its own, or complains of something else. */
function hasOwnMatter({ entities }: Segment): boolean {
  return entities.some(
    (entity) =>
      entity.kind === 'items' ||
      (entity.kind === 'cue' && entity.cue.intent === 'dispute' && entity.cue.reason !== 'other'),
  );
}

/** *Paid on the 4th! … Invoice 20260871.*: the only item of the text, named in a sentence that says nothing else. */
function withFragment(claims: Claim[], read: readonly ReadSentence[]): Claim[] {
  if (claims.some(({ items }) => items.length > 0)) return claims;
  const spans = read.flatMap(({ segments, sentence }) =>
    segments.flatMap((segment) =>
      segment.entities.flatMap((entity) =>
        entity.kind === 'items'
          ? [{ items: entity.items, isAlone: segments.length === 1 && sentence.text.trim().length < 40 }]
          : [],
      ),
    ),
  );
  const [only] = spans;
  if (spans.length !== 1 || only === undefined || !only.isAlone) return claims;
  const [, ...more] = claims.filter(({ intent }) => intent !== 'question');
  if (more.length > 0) return claims;
  return claims.map((claim) => (claim.isWhole || claim.isOthers ? claim : { ...claim, items: only.items }));
}

/** A complaint or refusal without an item, where the words speak of one item and no other. */
function withOnlyItem(claims: readonly Claim[], items: readonly AccountItem[]): Claim[] {
  const named = [...new Set(claims.flatMap((claim) => (claim.isNamed ? claim.items : [])))];
  if (named.length !== 1 || items.length === 0) return [...claims];
  return claims.map((claim) =>
    claim.items.length === 0 &&
    !claim.isWhole &&
    !claim.isOthers &&
    (((claim.intent === 'dispute' || claim.intent === 'refusal') && claim.amounts.length === 0) ||
      isPartOf(claim, named[0]!, items))
      ? { ...claim, items: named }
      : claim,
  );
}

/** An amount that is less than what is open on the item, and is owed on no other. */
function isPartOf(
  { intent, amounts, hasRest }: Claim,
  item: AccountItem,
  items: readonly AccountItem[],
): boolean {
  const [amount] = amounts;
  return (
    (intent === 'promise' || intent === 'paid') &&
    !hasRest &&
    amounts.length === 1 &&
    amount!.isCertain &&
    amount!.amountMinor < item.openMinor &&
    items.every(({ openMinor }) => Math.abs(openMinor) !== amount!.amountMinor)
  );
}

/** What programs put in front of the subject of an answer: the words behind it are those of our reminder. */
const answerPrefix = /^\s*(?:\[[^\]]{1,30}\]\s*)?[\p{L}.]{1,8}(?:\[\d+\])?\s?[:：]/u;

/** Words that name no item may be about the one in the subject, where the writer wrote that as well. */
function withSubject(
  claims: Claim[],
  input: UnderstandInput,
  context: ReadingContext,
  lexicon: Lexicon,
): Claim[] {
  if (claims.length === 0 || claims.some(({ items }) => items.length > 0) || !input.subject) return claims;
  if (answerPrefix.test(input.subject)) return claims;
  const subject = readableText(input.subject.slice(0, 500)).text.replace(/\s/g, ' ');
  const named = [
    ...new Set(findItems(subject, context.index, lexicon, () => true).spans.flatMap((span) => span.items)),
  ];
  if (named.length !== 1) return claims;
  const ofCustomer: ReadonlySet<ClaimIntent> = new Set<ClaimIntent>([
    'insolvency',
    'contact_change',
    'bank_details',
  ]);
  return claims.map((claim) =>
    claim.isWhole || claim.isOthers || ofCustomer.has(claim.intent) ? claim : { ...claim, items: named },
  );
}

function proposalOf(claim: SettledClaim, written: WrittenText): ClaimProposal {
  return {
    intent: claim.intent,
    items: numbersOf(claim.items),
    amountMinor: claim.amountMinor,
    currency: claim.amountMinor === null ? null : claim.currency,
    date: claim.date,
    reason: claim.reason,
    quote: quoteOf(claim, written),
    confidence: confidenceOf(claim),
  };
}

function quoteOf(claim: SettledClaim, written: WrittenText): string {
  return originalWords(written, claim.from, claim.to)
    .replace(/^[\s,;:|)、，-]+/u, '')
    .replace(/[\s,;:|(、，-]+$/u, '');
}

function numbersOf(items: readonly AccountItem[]): string[] {
  return items.map(({ number }) => number);
}

/** How sure the rules are; from the corpus, by what a claim lacks. */
function confidenceOf(claim: SettledClaim): number {
  let percent = 92;
  if (claim.isInherited) percent -= 12;
  if (claim.isConditional) percent -= 15;
  if (claim.hasDoubtfulDate) percent -= 20;
  if (claim.intent === 'promise' && claim.date === null) percent -= 8;
  if (claim.reason === 'other') percent -= 12;
  if (claim.intent === 'ongoing' || claim.intent === 'question') percent -= 8;
  return Math.max(percent, 30) / 100;
}
