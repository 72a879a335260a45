/**
 * Items that words identify: always by looking up the numbers of this account, never by guessing what a number looks
 * like. Letters in front, blanks, leading zeros, O for 0, the end of a number alone, lists and ranges are understood.
 */
import type { Lexicon } from './lexicon/lexicon.ts';
import { compile, withoutNumberWords } from './patterns.ts';
import type { AccountItem } from './types.ts';

export interface ItemSpan {
  from: number;
  to: number;
  items: AccountItem[];
}

export interface FoundItems {
  spans: ItemSpan[];
  /** Numbers called an invoice that the account does not have. */
  unknown: { from: number; to: number }[];
}

interface NumberParts {
  letters: string;
  /** Groups of digits as they stand, O read as 0. */
  groups: string[];
}

export interface ItemIndex {
  items: readonly AccountItem[];
  /** All digits without leading zeros. */
  byDigits: Map<string, { item: AccountItem; letters: string }[]>;
  /** Groups of digits without leading zeros, and their last two or more digits. */
  byEnd: Map<string, Set<AccountItem>>;
  byOrder: Map<string, Set<AccountItem>>;
  letters: Set<string>;
  lengths: Set<number>;
  /** What is open on one line of the account alone, in minor units. */
  openAmounts: ReadonlySet<number>;
}

/** More than this many open lines are not read by the end of their number. */
const mostItems = 5000;

export function indexItems(items: readonly AccountItem[]): ItemIndex {
  const index: ItemIndex = {
    items,
    byDigits: new Map(),
    byEnd: new Map(),
    byOrder: new Map(),
    letters: new Set(),
    lengths: new Set(),
    openAmounts: onlyOnce(items.map(({ openMinor }) => Math.abs(openMinor))),
  };
  for (const item of items.slice(0, mostItems)) {
    const { letters, groups } = partsOf(item.number.toLowerCase());
    const digits = groups.join('');
    if (letters !== '') index.letters.add(letters);
    if (digits !== '') {
      index.lengths.add(digits.length);
      const key = stripped(digits);
      index.byDigits.set(key, [...(index.byDigits.get(key) ?? []), { item, letters }]);
      for (const end of endsOf(groups)) addTo(index.byEnd, end, item);
    }
    const order = partsOf((item.purchaseOrder ?? '').toLowerCase());
    const orderDigits = order.groups.join('');
    if (orderDigits.length >= 3) addTo(index.byOrder, stripped(orderDigits), item);
  }
  return index;
}

function onlyOnce(values: readonly number[]): Set<number> {
  const seen = new Set<number>();
  const twice = new Set<number>();
  for (const value of values) (seen.has(value) ? twice : seen).add(value);
  return new Set([...seen].filter((value) => !twice.has(value)));
}

function addTo(map: Map<string, Set<AccountItem>>, key: string, item: AccountItem): void {
  const set = map.get(key) ?? new Set();
  set.add(item);
  map.set(key, set);
}

/** The last group and its ends; of numbers such as `1482/2026` and `FV/412/09/2026` also the groups in front. */
function endsOf(groups: readonly string[]): Set<string> {
  const ends = new Set<string>();
  for (const [at, group] of groups.entries()) {
    const isLast = at === groups.length - 1;
    if (!isLast && (group.length < 3 || isYear(group))) continue;
    if (isLast && isYear(group) && groups.some((one) => one.length >= 3 && !isYear(one))) continue;
    if (groups.length > 1 || group.startsWith('0')) ends.add(stripped(group));
    for (let length = isLast ? 2 : 3; length < group.length; length += 1)
      ends.add(stripped(group.slice(-length)));
  }
  ends.delete('');
  return ends;
}

function isYear(group: string): boolean {
  return /^(?:19|20)\d\d$/.test(group);
}

function stripped(digits: string): string {
  return digits.replace(/^0+/, '');
}

function partsOf(text: string): NumberParts {
  const read = text.replace(/(?<=\d[-/. ]?)o|o(?=[-/. ]?\d)/g, '0').replace(/(?<=\d)[li](?=\d)/g, '1');
  return {
    letters: (/^[^\d]*/.exec(read)?.[0] ?? '').replace(/[^\p{L}]/gu, ''),
    groups: read.match(/\d+/g) ?? [],
  };
}

const token =
  /(?<![\p{Script=Latin}\d])(?:(?<letters>\p{Script=Latin}{1,8}(?:[-/_]\p{Script=Latin}{1,4})?)(?<join>[-/_.#°: ]{0,3}))?(?<digits>\d(?:[\do]|[il](?=\d)){0,15}(?:[-/_.](?:\p{Script=Latin}{1,3}(?=[\d-]))?[\do]{1,12}){0,5})(?![\p{Script=Latin}%\d]|[.,]\d)/gu;
const figuresInBlanks = /(?<![\p{L}\d.,])(\d{1,6}(?: \d{1,6}){1,4})(?![\d.,]\d|\d)/gu;

interface Words {
  invoice: RegExp | null;
  /** A word that means an invoice, not any number. */
  called: RegExp;
  order: RegExp | null;
  articles: ReadonlySet<string>;
  range: RegExp;
  and: RegExp;
  /** A clause that begins with the number. */
  next: RegExp;
}

const wordsOf = new Map<string, Words>();

function readWords(lexicon: Lexicon): Words {
  let words = wordsOf.get(lexicon.language);
  if (words === undefined) {
    const before = (list: readonly string[]) => {
      const found = compile(list, lexicon.language);
      return found === null
        ? null
        : new RegExp(`${found.source}[\\s.:#°'"(]{0,4}(?:n[or°]?s?[.:]?\\s{0,2})?$`, 'u');
    };
    const joined = (list: readonly string[]) => compile(list, lexicon.language)?.source ?? '\\u0004';
    words = {
      invoice: before(lexicon.invoiceWords),
      called: new RegExp(joined(lexicon.invoiceWords.map(withoutNumberWords)), 'u'),
      order: before(lexicon.orderWords),
      articles: new Set(lexicon.articles),
      range: new RegExp(
        `^\\s{0,3}(?:${joined(lexicon.rangeWords)}|-|\\.\\.\\.?|~|〜|～|から|至|到)\\s{0,3}$`,
        'u',
      ),
      next: new RegExp(`(?:[,;]|${joined(lexicon.andWords)}|${joined(lexicon.butWords)})\\s{1,3}$`, 'u'),
      and: new RegExp(
        `^\\s{0,3}(?:[,;/+&、,]|${joined(lexicon.andWords)}|[,、]\\s{0,2}${joined(lexicon.andWords)})\\s{0,3}-?$`,
        'u',
      ),
    };
    wordsOf.set(lexicon.language, words);
  }
  return words;
}

/**
 * The numbers of the account in a sentence, in their order. `isTaken`: stretches that were read as days or amounts.
 * First the whole numbers (`isTaken` is not asked), then the ends of numbers.
 */
export function findItems(
  text: string,
  index: ItemIndex,
  lexicon: Lexicon,
  isTaken: (from: number, to: number) => boolean,
): FoundItems {
  const words = readWords(lexicon);
  const spans = wholeNumbers(text, index, words);
  const isFree = (from: number, to: number) =>
    !isTaken(from, to) && spans.every((span) => to <= span.from || from >= span.to);
  const unknown: FoundItems['unknown'] = [];
  for (const match of text.matchAll(token)) {
    const { letters = '', join = '', digits = '' } = match.groups!;
    const to = match.index + match[0].length;
    const from = to - digits.length;
    if (!isFree(from, to)) continue;
    const before = text.slice(Math.max(0, from - 40), from);
    const glued = letters !== '' && !/\s/.test(join) ? letters : '';
    const { groups } = partsOf(digits);
    const found =
      byEnd(groups, glued, before, text.slice(to, to + 3), { index, words, spans, text, from }) ??
      byShortEnd(digits, glued, text.slice(to, to + 40), { index, words, spans, text, from, lexicon });
    if (found !== null) spans.push({ from: glued === '' ? from : match.index, to, items: found });
    else if (isUnknown(groups, glued, before, index, words)) unknown.push({ from: match.index, to });
  }
  spans.sort((left, right) => left.from - right.from);
  return { spans: withRanges(text, spans, index, words), unknown };
}

function wholeNumbers(text: string, index: ItemIndex, words: Words): ItemSpan[] {
  const spans: ItemSpan[] = [];
  const isFree = (from: number, to: number) => spans.every((span) => to <= span.from || from >= span.to);
  for (const match of text.matchAll(token)) {
    const { letters = '', join = '', digits = '' } = match.groups!;
    const to = match.index + match[0].length;
    const from = to - digits.length;
    const before = text.slice(Math.max(0, from - 40), from);
    const isGlued = letters !== '' && !/\s/.test(join);
    const items = lookUp(partsOf(digits).groups.join(''), isGlued ? letters : '', before, index, words);
    const start = letters !== '' && (isGlued || index.letters.has(letters)) ? match.index : from;
    if (items !== null) spans.push({ from: start, to, items });
    else spans.push(...slashedNumbers(digits, from, index));
  }
  for (const match of text.matchAll(figuresInBlanks)) {
    for (const part of splitFigures(match[1]!, match.index)) {
      if (!isFree(part.from, part.to) || part.digits.length < 4) continue;
      const items = lookUp(part.digits, '', text.slice(Math.max(0, part.from - 40), part.from), index, words);
      if (items !== null) spans.push({ from: part.from, to: part.to, items });
    }
  }
  return spans.toSorted((left, right) => left.from - right.from);
}

/** Neighbouring groups of figures, taken together, the longest stretch first: `21 041`. */
function* splitFigures(
  text: string,
  offset: number,
): Generator<{ from: number; to: number; digits: string }> {
  const groups = [...text.matchAll(/\d+/g)];
  for (let size = groups.length; size >= 2; size -= 1)
    for (let start = 0; start + size <= groups.length; start += 1) {
      const part = groups.slice(start, start + size);
      const last = part.at(-1)!;
      yield {
        from: offset + part[0]!.index,
        to: offset + last.index + last[0].length,
        digits: part.map(([digits]) => digits).join(''),
      };
    }
}

/** `21041/42/43`: the first whole, the others by their ends. */
function slashedNumbers(digits: string, from: number, index: ItemIndex): ItemSpan[] {
  const parts = [...digits.matchAll(/[\do]+/g)];
  if (parts.length < 2) return [];
  const first = index.byDigits.get(stripped(partsOf(parts[0]![0]).groups.join('')));
  if (first === undefined || first.length !== 1 || parts[0]![0].length < 4) return [];
  const spans: ItemSpan[] = [];
  let head = parts[0]![0];
  for (const part of parts) {
    const whole =
      part[0].length < head.length ? head.slice(0, head.length - part[0].length) + part[0] : part[0];
    const found = index.byDigits.get(stripped(whole));
    if (found?.length !== 1) return spans.length > 1 ? spans : [];
    spans.push({ from: from + part.index, to: from + part.index + part[0].length, items: [found[0]!.item] });
    head = whole;
  }
  return spans;
}

/** Items by all their digits; an order number counts behind a word for orders, or where its digits are long. */
function lookUp(
  digits: string,
  letters: string,
  before: string,
  index: ItemIndex,
  words: Words,
): AccountItem[] | null {
  const key = stripped(digits);
  if (key === '') return null;
  const isOrder = words.order?.test(before) === true;
  const found = index.byDigits.get(key) ?? [];
  const fitting = found.filter((one) => fits(letters, one.letters));
  const orders = index.byOrder.get(key);
  if (isOrder && orders !== undefined) return [...orders];
  const isWritten = letters !== '' && fitting.some((one) => one.letters === letters);
  if (!isOrder && fitting.length > 0 && (key.length >= 3 || isWritten || words.invoice?.test(before))) {
    const exact = fitting.filter((one) => letters !== '' && one.letters === letters);
    const chosen = exact.length > 0 ? exact : fitting;
    return chosen.length === 1 ? [chosen[0]!.item] : null;
  }
  if (orders !== undefined && (letters !== '' || digits.length >= 5)) return [...orders];
  return null;
}

/** Letters that programs and people put in front of invoice numbers of others. */
const usualLetters =
  /^(?:re|rg|rech|rechn|rechnung|inv|invoice|fa|fac|fact|facture|ft|fv|f|fra|fatt|nr|no|n|num|nro|br|rn|r|fs|fvs|ar|i|facturen?|factuur|fakt|faktura|fattura|fatura|racun|fat|doc|in)$/;

function fits(written: string, own: string): boolean {
  if (written === '' || own === '' || written === own) return true;
  const bare = written.replace(/[-/_]/g, '');
  return bare === own || bare.endsWith(own) || own.startsWith(bare) || usualLetters.test(bare);
}

/** Behind a number that is an invoice: `412 ye`, `412'yi`, `117号`, `412 sz.`. */
const suffixes =
  /^(?:'? ?(?:ye|ya|yi|yu|i|u|e|a|in|un|nin|nun|de|da|te|ta|nolu|no'?lu|numarali|sayili)(?!\p{L})|(?:号|號|番)(?:的|の)?)/u;

/** `318/09` of `FS 318/09/2026`: groups that stand together in one number of the account alone. */
function byRun(groups: readonly string[], letters: string, { items }: ItemIndex): AccountItem[] | null {
  if (groups.length < 2 || groups.every((group) => group.length < 3) || items.length > mostItems) return null;
  const written = `-${groups.join('-')}-`;
  const found = items.filter((item) => {
    const own = partsOf(item.number.toLowerCase());
    return (
      own.groups.length > groups.length &&
      `-${own.groups.join('-')}-`.includes(written) &&
      (letters === '' || fits(letters, own.letters))
    );
  });
  return found.length === 1 ? found : null;
}

function byEnd(
  groups: readonly string[],
  letters: string,
  before: string,
  after: string,
  {
    index,
    words,
    spans,
    text,
    from,
  }: { index: ItemIndex; words: Words; spans: readonly ItemSpan[]; text: string; from: number },
): AccountItem[] | null {
  const raw = groups.join('');
  const run = byRun(groups, letters, index);
  if (run !== null) return run;
  if (
    groups.length > 2 ||
    raw.length < 2 ||
    /^\s?(?:h\b|%|:\d)/.test(after) ||
    /[+:]$/.test(before.trimEnd().slice(-1) === ':' ? '' : before.slice(-1))
  )
    return null;
  const key = stripped(groups.at(-1)!);
  const found = index.byEnd.get(key);
  if (found === undefined || found.size !== 1) return null;
  const item = [...found][0]!;
  const own = partsOf(item.number.toLowerCase());
  // `0008` is as good as `21041` where the account writes it so
  if (key.length < 2 && (raw.length < 3 || !own.groups.includes(raw))) return null;
  if (letters !== '' && !fits(letters, own.letters)) return null;
  const isWholeGroup = own.groups.length > 1 && own.groups.some((group) => stripped(group) === key);
  const isAsWritten = own.groups.includes(groups.at(-1)!) && raw.length >= 3 && own.groups.length > 1;
  if (groups.length === 2 && !`-${own.groups.join('-')}-`.includes(`${groups.join('-')}-`)) return null;
  const article = /(\p{L}+)\s{1,2}$/u.exec(before)?.[1] ?? '';
  const isLed =
    words.invoice?.test(before) === true ||
    words.articles.has(article) ||
    /(?:\.\.\.?|#|n[°or]\.? ?|-)$/.test(before) ||
    followsItem(text, from, spans, words) ||
    suffixes.test(text.slice(from + raw.length, from + raw.length + 12));
  const isStart = /^\s*(?:[-*•]\s*)?$/.test(text.slice(0, from));
  if (letters !== '' && key.length >= 3) return [item];
  if (isAsWritten && (raw.length >= 4 || isLed || isStart)) return [item];
  if ((isLed || isStart) && key.length >= 3) return [item];
  if (isLed && isWholeGroup) return [item];
  return isWholeGroup && key.length >= 3 ? [item] : null;
}

/** Behind the bare end of a number a sentence goes on with its verb, ends, or names the next; else pieces are counted. */
const goesOn =
  /^(?:['\u2019][\p{L}]{1,4})?\s{0,2}(?:$|[.,;:!?)/&+-]|(?:is|are|was|were|will|has|have|should|can|goes?|gets?|by|on|in|for|we|i|and|to|paid|due|next|tomorrow|today|est|sont|a|ont|sera|seront|part|partira|passe|passera|suit|suivra|le|la|au|en|nous|je|on|pour|reste|et|ist|sind|wird|werden|wurde|wurden|hat|haben|kommt|geht|zahlen|uberweisen|am|bis|bereits|folgt|konnen|soll|und|wir|ich|fehlt|fehlen|stimmt|passt|zahle|uberweise|bezahlen|bezahle|liegt|betrifft|on|attend|manque|falta|faltan|manca|mancano|esta|estan|se|sera|seran|fue|sale|el|para|y|e|ed|verra|verranno|sara|saranno|stata|parte|il|entro|per|wordt|worden|werd|werden|zijn|gaat|volgt|komt|op|en|zullen|zal|hebben|zostanie|jest|bedzie|w|do|na|i|oraz|foi|sera|vai|segue|ate|no|na|e|va|vor|fi|este|pe|si|bit|je|ce|betalas|ar|och|ska|kommer|pa|den|ve|icin)(?![\p{L}]))/u;

/** `F-21041 and 42`, `la 42`: two figures at the end of one number alone, where they can be nothing else. */
function byShortEnd(
  digits: string,
  letters: string,
  after: string,
  {
    index,
    words,
    spans,
    text,
    from,
    lexicon,
  }: {
    index: ItemIndex;
    words: Words;
    spans: readonly ItemSpan[];
    text: string;
    from: number;
    lexicon: Lexicon;
  },
): AccountItem[] | null {
  if (!/^\d{1,2}$/.test(digits) || letters !== '' || !goesOn.test(after)) return null;
  const isListed = followsItem(text, from, spans, words);
  const whole = index.byDigits.get(stripped(digits)) ?? [];
  if (isListed && whole.length === 1) return [whole[0]!.item];
  if (digits.length < 2) return null;
  const found = [...(index.byEnd.get(stripped(digits)) ?? [])].filter((item) => item.number.endsWith(digits));
  if (found.length !== 1 || found[0]!.number.replace(/\D/g, '').length < 4) return null;
  const article = /(?:^|[\s(])(\p{L}+)\s{1,2}$/u.exec(text.slice(Math.max(0, from - 24), from))?.[1] ?? '';
  const isNamed = singular[lexicon.language]?.has(article) === true;
  return isListed || isNamed ? found : null;
}

/** Articles in front of one invoice alone. */
const singular: Readonly<Record<string, ReadonlySet<string>>> = {
  en: new Set(['the']),
  fr: new Set(['la']),
  de: new Set(['die', 'der']),
  es: new Set(['la']),
  it: new Set(['la']),
  nl: new Set(['de']),
  pt: new Set(['a']),
};

/** `F-21041, 42`: in a list behind a number that was found. */
function followsItem(text: string, from: number, spans: readonly ItemSpan[], words: Words): boolean {
  const last = spans.filter((span) => span.to <= from).at(-1);
  if (last === undefined) return false;
  const between = text.slice(last.to, from);
  return words.and.test(between) || words.range.test(between) || words.next.test(between);
}

/** Called an invoice, or written as this account's numbers are. */
function isUnknown(
  groups: readonly string[],
  letters: string,
  before: string,
  index: ItemIndex,
  words: Words,
): boolean {
  const digits = groups.join('');
  if (digits.length < 3 || words.order?.test(before)) return false;
  if (letters !== '' && index.letters.has(letters)) return digits.length >= 3;
  return (
    digits.length >= 4 &&
    words.invoice?.test(before) === true &&
    words.called.test(before) &&
    !/^20\d\d$/.test(digits)
  );
}

/** `F-1 to F-4` is all numbers of the account between them. */
function withRanges(text: string, spans: readonly ItemSpan[], index: ItemIndex, words: Words): ItemSpan[] {
  const joined: ItemSpan[] = [];
  for (const span of spans) {
    const last = joined.at(-1);
    const between = last === undefined ? '' : text.slice(last.to, span.from);
    if (
      last === undefined ||
      !words.range.test(between) ||
      last.items.length !== 1 ||
      span.items.length !== 1
    ) {
      joined.push(span);
      continue;
    }
    const items = itemsBetween(last.items[0]!, span.items[0]!, index);
    if (items.length < 2) joined.push(span);
    else joined[joined.length - 1] = { from: last.from, to: span.to, items };
  }
  return joined;
}

function itemsBetween(first: AccountItem, last: AccountItem, index: ItemIndex): AccountItem[] {
  const value = (item: AccountItem) => BigInt(partsOf(item.number.toLowerCase()).groups.join('') || '0');
  const letters = (item: AccountItem) => partsOf(item.number.toLowerCase()).letters;
  const [low, high] = [value(first), value(last)];
  return index.items.filter(
    (item) => letters(item) === letters(first) && value(item) >= low && value(item) <= high,
  );
}
