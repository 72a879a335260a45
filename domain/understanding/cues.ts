/** Words that carry a claim: which kinds stand in a sentence, and where. What has been read is not read again. */
import type { Lexicon } from './lexicon/lexicon.ts';
import { compile, isWrittenWithoutBlanks, maskedSign } from './patterns.ts';
import type { ClaimIntent, DisputeReason } from '../vocabulary/replies.ts';

export interface Cue {
  from: number;
  to: number;
  intent: ClaimIntent;
  reason: DisputeReason | null;
  /** A bare participle, which a promise in front of it may have used. */
  isAlone?: boolean;
  /** A cheque that was sent: the day beside it is the day of posting. */
  isSent?: boolean;
  /** In the present tense: claims nothing without a day, which says whether it is past or to come. */
  needsDay?: boolean;
}

/** Words that change what a claim means. */
export type Marker =
  | 'condition'
  | 'contest'
  | 'anger'
  | 'broken_promise'
  | 'instruction'
  | 'whole'
  | 'rest'
  | 'others'
  | 'these'
  | 'but'
  | 'and'
  | 'issue_date'
  | 'due_date'
  | 'other_date'
  | 'oldest'
  | 'newest';

interface CueReader {
  /** Which of the two is missing decides between a dispute and a request for a copy. */
  goods: RegExp | null;
  future: RegExp | null;
  invoice: RegExp | null;
  /** In the order in which they are read; null takes words away without a claim. */
  cues: {
    intent: ClaimIntent | null;
    reason: DisputeReason | null;
    pattern: RegExp;
    isAlone?: boolean;
    isSent?: boolean;
    needsDay?: boolean;
  }[];
  markers: Map<Marker, RegExp>;
  /** The markers in front of a day, at the end of a text. */
  atEnd: Map<Marker, RegExp>;
}

const readers = new Map<string, CueReader>();

/** A kind that is special comes before one whose words it may hold. */
export function cueReader(lexicon: Lexicon): CueReader {
  const known = readers.get(lexicon.language);
  if (known !== undefined) return known;
  const cues: CueReader['cues'] = [];
  const add = (
    intent: ClaimIntent | null,
    patterns: readonly string[] = [],
    reason: DisputeReason | null = null,
  ) => {
    const pattern = compile(patterns, lexicon.language);
    if (pattern !== null) cues.push({ intent, reason, pattern });
  };
  const { dispute } = lexicon;
  add(null, lexicon.noise);
  add('insolvency', lexicon.insolvency);
  add('bank_details', lexicon.bankDetails);
  add('payment_plan', lexicon.paymentPlan);
  add('refusal', lexicon.refusal);
  add(null, lexicon.unpaid);
  add('dispute', dispute.delivery, 'delivery');
  add('dispute', dispute.missing_order, 'missing_order');
  add('copy_request', lexicon.copyRequest);
  for (const reason of ['quality', 'quantity', 'price', 'already_paid'] as const)
    add('dispute', dispute[reason], reason);
  const sent = compile(lexicon.chequeSent, lexicon.language);
  if (sent !== null) cues.push({ intent: 'promise', reason: null, pattern: sent, isSent: true });
  add('paid', lexicon.paid);
  add('promise', lexicon.promise);
  const present = compile(lexicon.payPresent ?? [], lexicon.language);
  if (present !== null) cues.push({ intent: 'promise', reason: null, pattern: present, needsDay: true });
  const alone = compile(lexicon.paidAlone, lexicon.language);
  if (alone !== null) cues.push({ intent: 'paid', reason: null, pattern: alone, isAlone: true });
  add('dispute', dispute.other, 'other');
  add('contact_change', lexicon.contactChange);
  add('ongoing', lexicon.ongoing);
  add('question', lexicon.question);
  const markers = markersOf(lexicon);
  const reader = {
    goods: compile(lexicon.goods, lexicon.language),
    future: withoutState(compile(lexicon.futureWords ?? [], lexicon.language)),
    invoice: compile(lexicon.invoiceWords, lexicon.language),
    cues,
    markers,
    atEnd: new Map(
      [...markers].map(([marker, { source }]) => [marker, new RegExp(`${source}\\s{0,2}$`, 'u')] as const),
    ),
  };
  readers.set(lexicon.language, reader);
  return reader;
}

function withoutState(pattern: RegExp | null): RegExp | null {
  return pattern === null ? null : new RegExp(pattern.source, 'u');
}

function markersOf(lexicon: Lexicon): Map<Marker, RegExp> {
  const markers = new Map<Marker, RegExp>();
  const mark = (marker: Marker, patterns: readonly string[]) => {
    const pattern = compile(patterns, lexicon.language);
    if (pattern !== null) markers.set(marker, pattern);
  };
  mark('condition', lexicon.condition);
  mark('contest', lexicon.contest);
  mark('anger', lexicon.anger);
  mark('broken_promise', lexicon.brokenPromise);
  mark('instruction', lexicon.instruction);
  mark('whole', lexicon.whole);
  mark('rest', lexicon.rest);
  mark('others', lexicon.others);
  mark('these', lexicon.these);
  mark('but', lexicon.butWords);
  mark('and', lexicon.andWords);
  mark('issue_date', lexicon.issueDateWords);
  mark('due_date', lexicon.dueDateWords);
  mark('other_date', lexicon.otherDateWords);
  mark('oldest', lexicon.oldest);
  mark('newest', lexicon.newest);
  return markers;
}

/** Cues in their order, and the sentence without the words that claim nothing. */
export function findCues(
  text: string,
  lexicon: Lexicon,
): { cues: Cue[]; rest: string; withoutNoise: string } {
  const reader = cueReader(lexicon);
  let rest = text;
  let withoutNoise = text;
  const cues: Cue[] = [];
  for (const { intent, reason, pattern, isAlone = false, isSent = false, needsDay = false } of reader.cues) {
    const matches = [...rest.matchAll(pattern)].filter(
      ({ 0: words, index }) =>
        words !== '' &&
        !(intent === 'paid' && !isAlone && isAhead(rest, index, words, reader)) &&
        !(intent === 'copy_request' && isOfNewAddress(words) && isNewAddress(text, reader)) &&
        // `the one for PO 7751`
        !(reason === 'missing_order' && /^[\s.:#°-]{0,3}\d/.test(rest.slice(index + words.length))) &&
        !(reason === 'delivery' && isOfInvoice(withSubject(rest, index, words, lexicon), reader, lexicon)),
    );
    for (const match of matches) {
      const [from, to] = [match.index, match.index + match[0].length];
      if (intent !== null) cues.push({ from, to, intent, reason, isAlone, isSent, needsDay });
      else withoutNoise = blanked(withoutNoise, from, to);
      rest = blanked(rest, from, to);
    }
  }
  // *Send it again, it has not come*: what has not come is the invoice
  const asksCopy = cues.some(({ intent }) => intent === 'copy_request');
  const hasGoods = reader.goods?.test(text) === true;
  if (reader.goods !== null) reader.goods.lastIndex = 0;
  const isOfPaper = ({ reason, from, to }: Cue) =>
    reason === 'delivery' && (!hasGoods || proofs.test(text.slice(from, to)));
  const said = asksCopy ? cues.filter((cue) => !isOfPaper(cue)) : cues;
  return { cues: said.toSorted((left, right) => left.from - right.from), rest, withoutNoise };
}

/** Papers that come with the goods. */
const proofs =
  /proof of delivery|delivery (?:note|slip|receipt)|(?<!\p{L})pods?(?!\p{L})|bons? de livraison|lieferschein|ablieferbeleg|albaran|(?<!\p{L})ddt(?!\p{L})|bolla|pakbon|afleverbon|(?<!\p{L})wz(?!\p{L})|guia de (?:remessa|transporte)|comprobante de entrega|comprovativo de entrega|irsaliye|aviz|dostavnic|otpremnic|foljesedel|納品書|受領書|送货单|送貨單|签收单/u;

/** Not of one that is missing: no number, no copy, nothing that has not come. */
function isOfNewAddress(words: string): boolean {
  return (
    words.includes(maskedSign) ||
    !/\d|cop[iy]|kopi|pdf|dupl|receiv|recu|erhalt|recib|ricev|ontvang|otrzym|dostal|receb|primi/.test(words)
  );
}

/** `from now on send invoices to …` asks for none. */
function isNewAddress(text: string, { cues }: CueReader): boolean {
  const change = cues.find(({ intent }) => intent === 'contact_change')?.pattern;
  return change !== undefined && [...text.matchAll(change)].some(([words]) => words.includes(maskedSign));
}

/** `verra pagata il 10`: the word that makes it one to come stands inside, or right in front. */
function isAhead(text: string, index: number, words: string, { future }: CueReader): boolean {
  return future !== null && future.test(text.slice(Math.max(0, index - 12), index) + words);
}

/** Japanese and Chinese name what has not come in front, at no fixed place. */
function withSubject(text: string, index: number, words: string, { language }: Lexicon): string {
  return isWrittenWithoutBlanks(language) ? text.slice(Math.max(0, index - 16), index) + words : words;
}

/** `not received the invoice for the goods`: the invoice comes first, so it is what is missing. */
function isOfInvoice(words: string, { goods, invoice }: CueReader, { language }: Lexicon): boolean {
  const place = (pattern: RegExp | null) => (pattern === null ? -1 : words.search(pattern));
  const at = place(invoice);
  // Turkish has what is missing last: `the invoice of the order`
  if (language === 'tr' && /fatura/.test(words)) return true;
  const goodsAt = place(goods);
  // `of order 4478 we have no invoice`: the order only says which
  const isOrder =
    goodsAt !== -1 &&
    /^(?:orders?|commandes?|bestellung|ordin[ei]|pedidos?|comand)/.test(words.slice(goodsAt));
  return at !== -1 && (goodsAt === -1 || at < goodsAt || isOrder);
}

export function findMarkers(text: string, lexicon: Lexicon, marker: Marker): { from: number; to: number }[] {
  const pattern = cueReader(lexicon).markers.get(marker);
  if (pattern === undefined) return [];
  return [...text.matchAll(pattern)]
    .filter(([words]) => words !== '')
    .map((match) => ({ from: match.index, to: match.index + match[0].length }));
}

/** Whether words of a marker stand directly in front of a place. */
export function isPrecededBy(text: string, at: number, lexicon: Lexicon, marker: Marker): boolean {
  const pattern = cueReader(lexicon).atEnd.get(marker);
  return pattern !== undefined && pattern.test(text.slice(Math.max(0, at - 48), at));
}

/** Taken away, with the same length; a bar is no letter and no blank. */
export function blanked(text: string, from: number, to: number): string {
  return `${text.slice(0, from)}${'\u0004'.repeat(to - from)}${text.slice(to)}`;
}
