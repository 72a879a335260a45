/**
 * Criteria typed as a sentence: "France customers over 10,000 EUR overdue more than 30 days without collector".
 * A small table of phrases, no guessing: anything that is not recognised is named, and what is becomes the same filter
 * that can be seen and changed by hand.
 */
import { decimalToMinor, readAmount } from '../ledger/amounts.ts';
import { countryNamed } from '../ledger/countries.ts';
import { readCurrency } from '../ledger/currencies.ts';
import type { CustomerCriteria } from '../model/customer-search.ts';
import { currencyDecimals } from '../money/currency.ts';
import { pageLanguages, type InterfaceLanguage } from '../vocabulary/languages.ts';
import { sentenceWords, type SentenceWords } from './sentence-words.ts';

/** What names in a sentence may mean here. */
export interface SentenceContext {
  language: InterfaceLanguage;
  /** Of amounts without one. */
  currency: string;
  collectors: readonly { id: string; name: string }[];
  scenarios: readonly { id: string; name: string }[];
  attributes: readonly string[];
}

export interface SentenceReading {
  criteria: CustomerCriteria;
  /** As they were written, in their order. */
  notUnderstood: string[];
}

/** What one phrase means; null: it is not understood after all. */
type Meaning = (match: RegExpExecArray) => CustomerCriteria | null;

const taken = '\u0000';
const amountPattern = String.raw`(?:[A-Z]{3}|[€$£¥])?\s?\d[\d.,'’\u00a0\u202f ]*(?:[kKmM]\b)?\s?(?:[A-Z]{3}\b|[€$£¥])?`;
const dayPattern = String.raw`\d{4}-\d{2}-\d{2}`;

/** Reads what it can; a phrase is taken once, longer phrases before shorter ones. */
export function readSentence(sentence: string, context: SentenceContext): SentenceReading {
  let left = sentence.normalize('NFC').replaceAll(taken, ' ');
  let criteria: CustomerCriteria = {};
  for (const [pattern, meaning] of phrasesOf(context)) {
    left = left.replace(
      new RegExp(String.raw`(?<![\p{L}\d])(?:${pattern})(?![\p{L}\d])`, 'giu'),
      (...found) => {
        const groups = found.slice(0, -2) as unknown as RegExpExecArray;
        const read = meaning(groups);
        if (read === null) return groups[0];
        criteria = merged(criteria, read);
        return ` ${taken} `;
      },
    );
  }
  const countries = takeCountries(left);
  if (countries.codes.length > 0) criteria = merged(criteria, { country: countries.codes });
  return { criteria, notUnderstood: leftovers(countries.left, sentenceWords[context.language]) };
}

/** Lists grow, single values are replaced by what is said later. */
function merged(a: CustomerCriteria, b: CustomerCriteria): CustomerCriteria {
  const both = { ...a, ...b } as Record<string, unknown>;
  for (const [key, value] of Object.entries(b)) {
    const before = a[key as keyof CustomerCriteria];
    if (Array.isArray(value) && Array.isArray(before)) both[key] = [...new Set([...before, ...value])];
  }
  return both as CustomerCriteria;
}

function phrasesOf(context: SentenceContext): [string, Meaning][] {
  const words = sentenceWords[context.language];
  return [
    ...namePhrases(words, context),
    [words.noCollector, () => ({ collector: ['none'] })],
    [words.pagesOff, () => ({ pages: false })],
    [words.pagesOn, () => ({ pages: true })],
    [words.captureOff, () => ({ capture: false })],
    [words.captureOn, () => ({ capture: true })],
    [words.noEmail, () => ({ email: false })],
    [words.email, () => ({ email: true })],
    [words.promised, () => ({ itemStatus: ['promised'] })],
    [words.disputed, () => ({ itemStatus: ['disputed'] })],
    [words.held, () => ({ itemStatus: ['held'] })],
    [words.notExcluded, () => ({ excluded: false })],
    [words.excluded, () => ({ excluded: true })],
    [words.paused, () => ({ caseState: ['paused'] })],
    [`(?:${words.createdSince}) (${dayPattern})`, ([, day]) => ({ createdSince: day })],
    [`(?:${words.changedSince}) (${dayPattern})`, ([, day]) => ({ changedSince: day })],
    ...dayPhrases(words),
    ...amountPhrases(words, context),
    [words.overdue, () => ({ overdueOnly: true })],
  ];
}

/** Names that exist here, so that any other name is left over and shown. */
function namePhrases(words: SentenceWords, context: SentenceContext): [string, Meaning][] {
  const phrases: [string, Meaning][] = [];
  for (const { id, name } of context.scenarios)
    phrases.push([`(?:${words.scenario}) ["“«]?\\s?${escaped(name)}\\s?["”»]?`, () => ({ scenario: [id] })]);
  for (const { id, name } of context.collectors)
    phrases.push([`(?:${words.collector}) ${escaped(name)}`, () => ({ collector: [id] })]);
  for (const name of context.attributes)
    phrases.push([
      `${escaped(name)}\\s?(?:=|:)\\s?(?:"([^"]+)"|([^\\s,;]+))`,
      ([, quoted, bare]) => ({ attribute: [`${name}=${quoted ?? bare}`] }),
    ]);
  for (const code of pageLanguages)
    phrases.push([
      `(?:${words.language}) ${escaped(languageName(code, context.language))}`,
      () => ({ language: [code] }),
    ]);
  phrases.push([`(?:${words.parent}) ([\\p{L}\\d._/-]*\\d[\\p{L}\\d._/-]*)`, ([, parent]) => ({ parent })]);
  return phrases;
}

function languageName(code: string, shownIn: InterfaceLanguage): string {
  return new Intl.DisplayNames(shownIn, { type: 'language' }).of(code) ?? code;
}

function dayPhrases(words: SentenceWords): [string, Meaning][] {
  const late = `(?:(?:${words.overdue})\\s+)?`;
  const end = `\\s+(?:${words.days})(?:\\s+(?:${words.overdue}))?`;
  const figure = String.raw`(\d{1,4})`;
  const bounds: [string, (days: number) => CustomerCriteria][] = [
    [words.atLeast, (days) => ({ daysLateFrom: days })],
    [words.more, (days) => ({ daysLateFrom: days + 1 })],
    [words.atMost, (days) => ({ daysLateTo: days })],
    [words.less, (days) => ({ daysLateTo: days - 1 })],
  ];
  return [
    [
      `${late}(?:${words.between})\\s+${figure}\\s+(?:${words.and})\\s+${figure}${end}`,
      ([, from, to]) => ({ daysLateFrom: Number(from), daysLateTo: Number(to) }),
    ],
    ...bounds.map(([word, bound]): [string, Meaning] => [
      `${late}(?:${word})\\s*${figure}${end}`,
      ([, days]) => bound(Number(days)),
    ]),
  ];
}

/** "balance over 5,000 EUR", "over 10,000 overdue"; without a word for the kind it is the overdue amount. */
function amountPhrases(words: SentenceWords, context: SentenceContext): [string, Meaning][] {
  const kind = `(?:(${words.balance}|${words.overdue})\\s+)?`;
  const kindAfter = `(?:\\s+(${words.balance}|${words.overdue}))?`;
  const isBalance = new RegExp(`^(?:${words.balance})$`, 'iu');
  const bound = (side: 'From' | 'To'): Meaning => {
    return ([, before, typed, after]) => {
      const amount = amountIn(typed ?? '', context);
      if (amount === null) return null;
      const column = isBalance.test(before ?? after ?? '') ? 'balance' : 'overdue';
      return { currency: amount.currency, [`${column}${side}Minor`]: amount.minor };
    };
  };
  const between: Meaning = (match) => {
    const [whole, before, from, to, after] = match;
    const upper = bound('To')([whole, before, to, after] as unknown as RegExpExecArray);
    const lower = bound('From')([whole, before, from, after] as unknown as RegExpExecArray);
    return upper === null || lower === null ? null : { ...lower, ...upper };
  };
  const sides: [string, Meaning][] = [
    [`${words.atLeast}|${words.more}`, bound('From')],
    [`${words.atMost}|${words.less}`, bound('To')],
  ];
  return [
    [
      `${kind}(?:${words.between})\\s+(${amountPattern})\\s+(?:${words.and})\\s+(${amountPattern})${kindAfter}`,
      between,
    ],
    ...sides.map(([word, meaning]): [string, Meaning] => [
      `${kind}(?:${word})\\s*(${amountPattern})${kindAfter}`,
      meaning,
    ]),
  ];
}

function amountIn(typed: string, context: SentenceContext): { minor: number; currency: string } | null {
  const thousands = /k\b/i.test(typed) ? '000' : /\d\s?m\b/i.test(typed) ? '000000' : '';
  const plain = typed.replace(/(\d)\s?[km]\b/i, (_, digit: string) => `${digit}${thousands}`).trim();
  const read = readAmount(plain, markIn(plain, context.language));
  if (!read.ok) return null;
  const sign = read.value.currencyText;
  const currency = sign === undefined ? context.currency : readCurrency(sign, context.currency);
  if (currency === undefined) return null;
  const minor = decimalToMinor(read.value.decimal, currencyDecimals(currency));
  return minor.ok ? { minor: minor.value, currency } : null;
}

/** People type `10,000.50` and `10.000,50` in either language: the last mark decides, three digits after it do not. */
function markIn(text: string, language: InterfaceLanguage): 'point' | 'comma' {
  const last = /([.,])(\d+)[^.,\d]*$/.exec(text);
  if (last === null) return language === 'fr' ? 'comma' : 'point';
  const [, mark, digits] = last;
  const isDecimal = digits!.length !== 3;
  return (mark === ',') === isDecimal ? 'comma' : 'point';
}

/** Countries by name in up to four words; short codes only in capitals, because "in" and "de" are words. */
function takeCountries(text: string): { codes: string[]; left: string } {
  const words = text.split(/(\s+|[,;])/);
  const codes: string[] = [];
  for (let at = 0; at < words.length; at += 1) {
    for (let count = 7; count >= 1; count -= 2) {
      const phrase = words
        .slice(at, at + count)
        .join('')
        .trim();
      if (phrase === '' || phrase.includes(taken)) continue;
      if (phrase.length < 4 && phrase !== phrase.toUpperCase()) continue;
      // single letters and numbers are codes of countries in files, not in sentences
      if (!/^\p{L}\D+$/u.test(phrase)) continue;
      const code = countryNamed(phrase);
      if (code === undefined) continue;
      codes.push(code);
      words.splice(at, Math.min(count, words.length - at), taken);
      break;
    }
  }
  return { codes: [...new Set(codes)], left: words.join('') };
}

function leftovers(text: string, words: SentenceWords): string[] {
  const filler = new RegExp(`^(?:${words.filler}|${words.and})$`, 'iu');
  return text
    .split(new RegExp(`[${taken},;.!?]`, 'u'))
    .map((piece) => {
      const said = piece.trim().split(/[\s'’]+/);
      while (said.length > 0 && filler.test(said[0]!)) said.shift();
      while (said.length > 0 && filler.test(said.at(-1)!)) said.pop();
      return said.join(' ');
    })
    .filter((piece) => piece !== '');
}

function escaped(text: string): string {
  return text.replaceAll(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`);
}
