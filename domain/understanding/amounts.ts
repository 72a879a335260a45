/** Amounts in a sentence, in every spelling; read by the one parser of `domain/money`. */
import { readCurrency } from '../ledger/currencies.ts';
import { currencyDecimals } from '../money/currency.ts';
import { decimalMarkOf, readTypedAmount } from '../money/typed-amount.ts';
import type { Lexicon } from './lexicon/lexicon.ts';
import { compile } from './patterns.ts';

export interface AmountSpan {
  from: number;
  to: number;
  amountMinor: number;
  currency: string;
  /** The currency stands beside it, or the figure has cents: it is money without doubt. */
  isCertain: boolean;
  hasCurrency: boolean;
}

const figure = String.raw`\d{1,3}(?:[ .,'’]\d{3}){1,4}(?:[.,]\d{1,2})?(?!\d)|\d{1,12}(?:[.,]\d{1,3})?(?!\d)`;
/** Signs, codes and the words that people write for them. */
const currencyNames: Record<string, string> = {
  "euro(?:'?(?:s|su|sunu|nun|luk|lik|ya|yu|da|dan))?|eur|€|evra|eura|euroa|euri|eurot|ユーロ|欧元|歐元":
    'EUR',
  'pounds?|gbp|£|quid|livres? sterling|pfund|libras? esterlinas?|sterline|ponden|funtow|lire sterline|sterlin|ポンド|英镑|英鎊':
    'GBP',
  'us\\$|usd|us dollars?|us-dollars?|ドル|米ドル|美元|美金': 'USD',
  '\\$|dollars?|bucks|dolares|dolarow|dolary|dolari|dollari|dolara|dolar': '$',
  'chf|sfr\\.?|franken|franchi|francs?|francos? suizos?|franchi svizzeri|frankow|franci(?: elvetieni)?|スイスフラン|瑞士法郎|瑞郎|fr\\.|fr(?=\\s|$)':
    'CHF',
  'pln|zl|zlotych|zlote|zloty|zlotego': 'PLN',
  'hkd|hk\\$|港币|港幣': 'HKD',
  'ron|lei|leu|leilor': 'RON',
  'sek|kronor|kr|:-': 'kr',
  nok: 'NOK',
  dkk: 'DKK',
  "try|tl(?:'?(?:si|sini|lik|nin|ye|yi|dir))?|lira(?:si|sini|lik|nin|yi|ya)?|turk lirasi|₺": 'TRY',
  'r\\$|brl|reais': 'BRL',
  'jpy|円|yen': 'JPY',
  'cny|rmb|人民币': 'CNY',
  '港元|港纸|蚊': 'HKD',
  'twd|nt\\$|ntd|新台币|新臺幣|台币': 'TWD',
  // The sign of several currencies: that of the account where it is one of them
  '元|块|塊': '元',
  'pesos?': 'peso',
  'inr|₹|rupees?': 'INR',
  'aed|dirhams?': 'AED',
  'zar|rand': 'ZAR',
  '¥': '¥',
  'czk|kc|korun': 'CZK',
  'huf|ft': 'HUF',
  cad: 'CAD',
  aud: 'AUD',
};
const currencySource = Object.keys(currencyNames).join('|');
const nameOf = Object.entries(currencyNames).map(
  ([source, code]) => [new RegExp(`^(?:${source})$`), code] as const,
);

const withSign = new RegExp(
  String.raw`(?<![\p{Script=Latin}\d])(?<before>${currencySource})\s{0,2}(?<first>${figure})(?<much>\s?k(?![\p{L}])|\s?(?:bin|mil|mila|tys\.?|tsd\.?|tausend|thousand|grand|duizend|tusen|mii)(?![\p{L}])|万|萬)?(?:[.,]-{1,2})?` +
    String.raw`|(?<![\p{Script=Latin}\d.,])(?<second>${figure})(?<more>\s?k(?![\p{L}])|\s?(?:bin|mil|mila|tys\.?|tsd\.?|tausend|thousand|grand|duizend|tusen|mii)(?![\p{L}])(?: de)?|\s?[万萬])?(?:[.,]-{1,2})?\s{0,2}(?<after>${currencySource})(?![\p{Script=Latin}]|\s?\d)`,
  'gu',
);
/** `700 € 10. prosinca`, `32.500 lirayı 5 taksitte`: between two figures a currency belongs to the first. */
const between = new RegExp(
  String.raw`(?<![\p{Script=Latin}\d.,])(?<!(?:${currencySource})\s?)(?<second>${figure})\s{0,2}(?<after>${currencySource})(?=\s{1,2}\d)`,
  'gu',
);
const withCents =
  /(?<![\p{L}\d.,/-])(\d{1,3}(?:[ .,']\d{3}){1,4}[.,]\d{2}|\d{1,9}[.,]\d{2})(?![\d%]|[.,/]\d|\s?(?:%|kg|km|m2|h\b))(?:,?-{1,2})?/gu;
const bare =
  /(?<![\p{L}\d.,/-])(\d{1,3}(?:[.,' ]\d{3}){1,4}|\d{2,9})(?:[.,]-{1,2})?(?![\p{L}\d%]|[.,/:-]\d)/gu;
/** `10 bin`, `3 mil`, `5 tys.`: thousands in words, without a currency. */
const thousands =
  /(?<![\p{L}\d.,/-])(\d{1,3}(?:[.,]\d)?)\s?(?:k|bin|mil|mila|tys\.?|tsd\.?|tausend|thousand|grand|duizend|tusen|mii|tisuc[aeu]?)(?![\p{L}\d])/gu;
const month =
  'month|week|mois|semaine|monat|woche|mes|semana|mese|settimana|maand|week|miesiac|tydzien|luna|saptamana|mjesec|manad|manaden|ay|hafta';
/** `500 a month`: an amount without its currency. */
const monthly = new RegExp(
  String.raw`(?<![\p{L}\d.,/-])(\d{1,3}(?:[.,' ]\d{3}){1,3}|\d{2,7})(?=\s(?:a|per|each|every|par|chaque|im|pro|je|jeden|al|por|cada|ogni|na|co|pe|i|in de)\s(?:${month})(?![\p{L}]|\s(?:on|from|today|later|ago|after))|\s(?:monthly|weekly|monatlich|mensuels?|mensuales|mensili|miesiecznie|tygodniowo|mensais|mjesecno|lunar)(?![\p{L}]))|(?<=(?:ayda|haftada|monatlich|mensuellement|每月付?|每个月付?|月|毎月)\s?)(\d{2,7})(?![\p{L}\d.,/%-])`,
  'gu',
);
/** What follows a price of one piece, or a share. */
const perUnit =
  /^\s{0,2}(?:\/\s?(?!\d)\p{L}|%|percent|prozent|pour ?cent|each(?!\p{L})|apiece|(?:per|an|a) (?:unit|piece|kg|hour|item|ton|uur|uure|stuk|meter|m2|dag|day|metre)|(?:za|na) (?:metr\p{L}*|sztuk\p{L}|godzin\p{L}|kg)|pe (?:ora|bucata|kg)|po (?:satu|komadu|kg)|[/ ](?:kom|szt|st|buc)(?!\p{L})|(?:i|per) timmen?|(?:pro|je) (?:stuck|kg|einheit|stunde|tonne)|(?:par|l')\s?(?:unite|piece|kg|heure|tonne)|por (?:unidad|kilo|kg|pieza|hora)|al (?:pezzo|kg)|a pezzo|per stuk|za sztuke|adet|個あたり)/u;

export function findAmounts(
  text: string,
  lexicon: Lexicon,
  currency: string,
  open: ReadonlySet<number> = new Set(),
): AmountSpan[] {
  const found: AmountSpan[] = [];
  const mark = decimalMarkOf(lexicon.language);
  const isFree = (from: number, to: number) => found.every((span) => to <= span.from || from >= span.to);
  const add = (
    from: number,
    to: number,
    figures: string,
    code: string,
    times: number,
    isCertain: boolean,
    hasCurrency = false,
  ) => {
    if (perUnit.test(text.slice(to, to + 24)) || !isFree(from, to)) return;
    const minor = readFigures(figures, code, mark, times);
    if (minor !== undefined && minor > 0)
      found.push({ from, to, amountMinor: minor, currency: code, isCertain, hasCurrency });
  };
  for (const { from, to, value, name } of inSigns(text))
    add(from, to, String(value), codeOf(name, currency), 1, true, true);
  for (const match of text.matchAll(between)) {
    const { second = '', after = '' } = match.groups!;
    add(match.index, match.index + match[0].length, second, codeOf(after, currency), 1, true, true);
  }
  for (const match of text.matchAll(withSign)) {
    const groups = match.groups!;
    const code = codeOf(groups.before ?? groups.after ?? '', currency);
    const times = multiplier(groups.much ?? groups.more);
    const figures = groups.first ?? groups.second ?? '';
    add(match.index, match.index + match[0].length, figures, code, times, true, true);
  }
  for (const match of text.matchAll(withCents))
    add(match.index, match.index + match[0].length, match[1]!, currency, 1, true);
  const lead = leadOf(lexicon);
  for (const match of text.matchAll(thousands))
    add(match.index, match.index + match[0].length, match[1]!, currency, 1000, true);
  for (const match of text.matchAll(monthly))
    add(match.index, match.index + match[0].length, (match[1] ?? match[2])!, currency, 1, true);
  for (const match of text.matchAll(bare)) {
    const isLed = lead?.test(text.slice(Math.max(0, match.index - 30), match.index)) === true;
    // The whole of what is open on one item is no number of pieces
    const isOpen = match[1]!.length >= 3 && open.has(readFigures(match[1]!, currency, mark, 1) ?? 0);
    // `10.000`: thousands are parted in sums, not in numbers of pieces
    const isSum = /\d[.,' ]\d{3}/.test(match[1]!);
    if (isLed || isOpen || isSum)
      add(match.index, match.index + match[0].length, match[1]!, currency, 1, false);
  }
  return found.toSorted((left, right) => left.from - right.from);
}

/** `13万2千円`, `三千元`: figures and signs of numbers together. */
const signFigures =
  /((?:[\d.]{1,8}|[一二三四五六七八九两兩]|[十百千万萬]){2,12})(円|元|块|塊|ユーロ|欧元|歐元|ドル|美元|美金|港元|英镑)/gu;
function inSigns(text: string): { from: number; to: number; value: number; name: string }[] {
  return [...text.matchAll(signFigures)].flatMap((match) => {
    const value = valueOfSigns(match[1]!);
    const place = { from: match.index, to: match.index + match[0].length };
    return value === null ? [] : [{ ...place, value, name: match[2]! }];
  });
}

const places: Readonly<Record<string, number>> = { 十: 10, 百: 100, 千: 1000 };

/** Null for figures alone, which are read elsewhere, and for what is no number. */
function valueOfSigns(text: string): number | null {
  if (!/[十百千一二三四五六七八九两兩]|[万萬][\d一-九]/.test(text)) return null;
  let [total, section, current] = [0, 0, 0];
  for (const [part] of text.matchAll(/[\d.]+|./gu)) {
    const place = places[part];
    if (part === '万' || part === '萬') {
      total += (section + current || 1) * 10_000;
      [section, current] = [0, 0];
    } else if (place !== undefined) {
      section += (current || 1) * place;
      current = 0;
    } else
      current = /\d/.test(part)
        ? Number(part)
        : '一二三四五六七八九'.indexOf(part.replace(/[两兩]/, '二')) + 1;
  }
  const value = total + section + current;
  return Number.isSafeInteger(value) && value > 0 ? value : null;
}

const leads = new Map<string, RegExp | null>();

function leadOf(lexicon: Lexicon): RegExp | null {
  let lead = leads.get(lexicon.language);
  if (lead === undefined) {
    const list = compile(lexicon.amountLead, lexicon.language);
    lead = list === null ? null : new RegExp(`${list.source}\\s{0,2}$`, 'u');
    leads.set(lexicon.language, lead);
  }
  return lead;
}

function codeOf(name: string, currency: string): string {
  const code = nameOf.find(([pattern]) => pattern.test(name.trim()))?.[1] ?? currency;
  if (code === '元') return ['HKD', 'TWD', 'SGD', 'MOP'].includes(currency) ? currency : 'CNY';
  if (code === 'peso')
    return ['MXN', 'CLP', 'ARS', 'COP', 'PHP', 'UYU'].includes(currency) ? currency : 'MXN';
  if (code.length === 3) return code;
  return readCurrency(code, currency) ?? (code === '$' ? 'USD' : currency);
}

function multiplier(sign: string | undefined): number {
  if (sign === undefined) return 1;
  return /[万萬]/.test(sign) ? 10_000 : 1000;
}

function readFigures(
  figures: string,
  currency: string,
  mark: 'comma' | 'point',
  times: number,
): number | undefined {
  const bareFigures = figures.replace(/ /g, '');
  if (times !== 1) {
    const minor = readTypedAmount(bareFigures, currency, mark);
    return minor === undefined ? undefined : minor * times;
  }
  // Two decimals in a currency without any are a habit, not an amount of another size
  if (currencyDecimals(currency) === 0 && /[.,]00$/.test(bareFigures))
    return readTypedAmount(bareFigures.slice(0, -3), currency, mark);
  return readTypedAmount(bareFigures, currency, mark);
}
