/** Items that words describe instead of naming them: the one of September, the invoice dated 12 October, the last two. */
import type { IsoDate } from '../model/common.ts';
import { cueReader, findMarkers } from './cues.ts';
import { dayOfSigns } from './dates/day-names.ts';
import { dateReader, type DateSpan } from './dates/find.ts';
import { resolveDate } from './dates/resolve.ts';
import { itemsByDay } from './items-by-day.ts';
import { itemsBySize } from './items-by-size.ts';
import type { ItemIndex, ItemSpan } from './item-index.ts';
import type { Lexicon } from './lexicon/lexicon.ts';
import { pointingWords } from './lexicon/pointing.ts';
import { compile, isWrittenWithoutBlanks, withoutNumberWords } from './patterns.ts';
import type { AccountItem } from './types.ts';

export interface DescribedItems extends ItemSpan {
  /** The day that describes them, which is then no day of the claim. */
  date: DateSpan | null;
}

interface DescriptionInput {
  text: string;
  dates: readonly DateSpan[];
  /** Numbers that were found. */
  spans: readonly ItemSpan[];
  index: ItemIndex;
  lexicon: Lexicon;
  today: IsoDate;
}

export function itemsByDescription(input: DescriptionInput): DescribedItems[] {
  const byDays = byDate(input);
  const isFree = ({ from, to, date }: DescribedItems) =>
    byDays.every((one) => (one.date === null || one.date !== date) && (to <= one.from || from >= one.to));
  const { text, dates, index, lexicon } = input;
  const bySize = itemsBySize(text, index, lexicon);
  const more = [...byMonth(input), ...itemsByDay(text, dates, index)].filter(isFree);
  return [...byDays, ...more, ...byAge(input), ...byCount(input), ...bySize];
}

interface Words {
  /** Words for an invoice, in front of a day, behind it, and within its words. */
  invoiceSource: string;
  named: RegExp;
  followed: RegExp;
  inside: RegExp;
  /** *dated*, *due on* at the end, and at the beginning of the day's own words. */
  link: RegExp;
  linked: RegExp;
  dueLink: RegExp;
  /** *The one*, at the end. */
  theOne: RegExp;
  ofMonth: RegExp;
  /** *For September*, *za wrzesień*. */
  forMonth: RegExp;
  both: RegExp | null;
  /** *All three*, with the number as its group. */
  counted: RegExp | null;
}

const wordsOf = new Map<string, Words>();

function readWords(lexicon: Lexicon): Words {
  let words = wordsOf.get(lexicon.language);
  if (words === undefined) {
    const source = (list: readonly string[]) => compile(list, lexicon.language)?.source ?? '\\u0004';
    const invoiceSource = source(lexicon.invoiceWords.map(withoutNumberWords));
    const [issue, due] = [source(lexicon.issueDateWords), source(lexicon.dueDateWords)];
    words = {
      invoiceSource,
      named: new RegExp(`(?:${invoiceSource})\\s{0,2}(?:\\p{L}{1,4}\\s){0,2}$`, 'u'),
      followed: new RegExp(`^\\s{0,2}(?:${invoiceSource})`, 'u'),
      inside: new RegExp(invoiceSource, 'u'),
      link: new RegExp(`(?:${issue}|${due})\\s{0,2}$`, 'u'),
      dueLink: new RegExp(`(?:${due})\\s{0,2}$`, 'u'),
      linked: new RegExp(`^(?:${issue})\\s`, 'u'),
      ...readPointing(lexicon, invoiceSource, issue),
    };
    wordsOf.set(lexicon.language, words);
  }
  return words;
}

function readPointing(
  lexicon: Lexicon,
  invoiceSource: string,
  issue: string,
): Pick<Words, 'theOne' | 'ofMonth' | 'forMonth' | 'both' | 'counted'> {
  const { theOne = [], both = [], all = [] } = pointingWords[lexicon.language] ?? {};
  const one = compile(theOne, lexicon.language)?.source ?? '\\u0004';
  const every = compile(all, lexicon.language)?.source;
  const names = [...dateReader(lexicon).numbers.keys()].filter((name) => name.length > 1).join('|');
  return {
    theOne: new RegExp(`(?:${one})\\s{0,2}$`, 'u'),
    ofMonth: monthPattern(lexicon, invoiceSource, one, issue),
    forMonth: forMonthPattern(lexicon),
    both: compile(both, lexicon.language),
    counted:
      every === undefined || names === ''
        ? null
        : new RegExp(
            `${every}\\s{1,2}(?<count>[2-9]|1\\d|${names})(?![\\p{L}\\p{N}%.,/-])(?:\\s{1,2}(?:\\p{L}{1,14}\\s{1,2}){0,1}?(?:${invoiceSource}))?(?!\\s{1,2}(?:${units}))`,
            'gu',
          ),
  };
}

/** What is counted and is no invoice: time, parts of a payment, pieces. */
const units =
  'day|week|month|year|hour|time|instal|rate|raten|monat|tag|woche|jahr|stunde|mal|st[uü]ck|palett|kart|box|piece|pallet|unit|jour|semaine|mois|an(?!\\p{L})|heure|fois|mensual|piece|palette|carton|dia|semana|mes|ano|hora|vez|veces|plazo|cuota|caja|pieza|giorn|settiman|mes[ei]|rat[ae]|volt|pezz|scatol|termijn|dag|weken|maand|keer|stuk|doz|dni|tygod|miesi|rat|raz|sztuk|palet|vezes|prestac|caixa|peca|gun|hafta|ay(?!\\p{L})|taksit|adet|zile|saptaman|luni|rate|bucat|dan|tjed|mjesec|rat|puta|komad|dagar|veck|manad|gang|avbetal';

/** `üç fatura da`: all three. */
const allInTurkish =
  /(?<![\p{L}\d])(iki|uc|dort|bes|alti|[2-6]) fatura\p{L}{0,6} (?:da|de|tamami\p{L}*|hepsi\p{L}*|birden)(?!\p{L})/gu;

/** *Both* and *all three* are the open invoices where there are as many. */
function byCount({ text, index, lexicon }: DescriptionInput): DescribedItems[] {
  const { both, counted } = readWords(lexicon);
  const { numbers } = dateReader(lexicon);
  const invoices = index.items.filter((item) => item.openMinor > 0);
  const found: DescribedItems[] = [];
  const add = (match: RegExpMatchArray, size: number) => {
    if (size > 1 && size === invoices.length)
      found.push({ from: match.index!, to: match.index! + match[0].length, items: invoices, date: null });
  };
  for (const match of both === null ? [] : text.matchAll(both)) add(match, 2);
  if (lexicon.language === 'tr')
    for (const match of text.matchAll(allInTurkish))
      add(match, (numbers.get(match[1]!) ?? -1) + 1 || Number(match[1]));
  for (const match of counted === null ? [] : text.matchAll(counted)) {
    const word = match.groups!.count!;
    add(match, /^\d/.test(word) ? Number(word) : (numbers.get(word) ?? 0) + 1);
  }
  return found;
}

/** In front of the day of an invoice and of a payment alike. */
const weakLink = /(?<!\p{L})(?:in data(?: del?)?|en date du|(?:con|de) fecha)\s{1,2}$/u;

function byDate({ text, dates, spans, index, lexicon, today }: DescriptionInput): DescribedItems[] {
  const words = readWords(lexicon);
  const found: DescribedItems[] = [];
  for (const date of dates) {
    if (
      date.rule !== 'calendar' &&
      date.rule !== 'month' &&
      date.rule !== 'last_month' &&
      date.rule !== 'this_month'
    )
      continue;
    const before = text.slice(Math.max(0, date.from - 40), date.from);
    const after = text.slice(date.to, date.to + 30);
    const written = text.slice(date.from, date.to);
    const { link } = words;
    const isLinked = link.test(before) || words.linked.test(written);
    const named = words.named.test(before.replace(link, ''));
    const followed = words.followed.test(after);
    const isBesideNumber = spans.some(
      (span) =>
        span.to <= date.from &&
        /^[\s,(]{0,3}$/.test(text.slice(span.to, date.from).replace(link, '')) &&
        isLinked,
    );
    const inside = words.inside.test(written) && date.rule === 'month';
    const isOne = date.rule === 'calendar' && isLinked && words.theOne.test(before.replace(link, ''));
    // *Paid invoice 367 in data 27/11*: not the day of the invoice, so that of the payment
    const isWeak = weakLink.test(before) && issuedOrDue(date, index.items, today, lexicon).length === 0;
    if (isBesideNumber && isWeak) continue;
    if (isBesideNumber) {
      found.push({ from: date.from, to: date.to, items: [], date });
      continue;
    }
    if (!(isLinked && named) && !followed && !inside && !isOne) continue;
    const items = issuedOrDue(date, index.items, today, lexicon);
    if (isOne && items.length === 0) continue;
    if (items.length > 0 || (isLinked && !words.dueLink.test(before)))
      found.push({ from: date.from, to: date.to, items, date });
  }
  return found;
}

/** *The one of September*, *the October invoice*: all that were issued in the month. */
function byMonth({ text, dates, spans, index, lexicon, today }: DescriptionInput): DescribedItems[] {
  const { ofMonth, forMonth } = readWords(lexicon);
  const { months } = dateReader(lexicon);
  const found: DescribedItems[] = [];
  for (const match of [...text.matchAll(ofMonth), ...text.matchAll(forMonth)]) {
    const groups = match.groups!;
    const name = groups.m ?? groups.n ?? groups.f;
    const month =
      name === undefined
        ? groups.a === undefined
          ? (dayOfSigns(groups.mm ?? '') ?? 0)
          : croatianMonths.indexOf(groups.a) + 1
        : (months.get(name) ?? 0) + 1;
    const [from, to] = [match.index, match.index + match[0].length];
    if (month < 1 || month > 12 || spans.some((span) => span.from < to && span.to > from)) continue;
    const items = issuedOrDue({ from, to, rule: 'month', month }, index.items, today, lexicon);
    const date = dates.find((span) => span.from < to && span.to > from) ?? null;
    // *For December* may be a day to come; for a month that has passed it is the invoice of it
    if (groups.f !== undefined && month === Number(today.slice(5, 7))) continue;
    if (items.length > 0)
      found.push({ from: Math.min(from, date?.from ?? from), to: Math.max(to, date?.to ?? to), items, date });
  }
  return found;
}

const forWords: Readonly<Record<string, string>> = {
  en: 'for',
  fr: 'pour',
  de: 'fur',
  nl: 'voor',
  pl: 'za',
  hr: 'za',
  sv: 'for',
  it: 'per',
  ro: 'pentru|pe',
};
/** Croatian makes adjectives of its months. */
const croatianMonths =
  'sijecanjsk|veljack|ozujsk|travanjsk|svibanjsk|lipanjsk|srpanjsk|kolovosk|rujansk|listopadsk|studensk|prosinack'.split(
    '|',
  );

function forMonthPattern(lexicon: Lexicon): RegExp {
  const lead = forWords[lexicon.language];
  if (lead === undefined) return /(?!)/gu;
  const names = [...dateReader(lexicon).months.keys()].filter((name) => name.length > 3).join('|');
  const adjectives =
    lexicon.language === 'hr' ? `|(?<a>${croatianMonths.join('|')})\\p{L}{1,3} racun\\p{L}*` : '';
  return new RegExp(
    `(?<![\\p{L}\\p{N}])(?:(?:${lead})\\s(?<f>${names})(?![\\p{L}\\p{N}]|\\s\\d)${adjectives})`,
    'gu',
  );
}

/** In front of the name of a month. */
const ofWords =
  "d'|dell'|(?:of|from|for|de|del|di|du|des|d|vom|von|van|uit|z|ze|za|iz|od|din|fran|fra|da|do|dos)\\s";

function monthPattern(lexicon: Lexicon, invoiceSource: string, one: string, issue: string): RegExp {
  if (isWrittenWithoutBlanks(lexicon.language))
    return /(?<!\d)(?<mm>1[0-2]|[1-9]|十[一二]|十|[一二三四五六七八九])月(?:分|の[一二三四五六七八九\d]件|份(?:的)?(?!\d)|的(?:那|[一二三两兩几]?(?:张|張)|发票|發票|账单|帳單|货款|貨款|款)|(?:请求书|請求書|发票|發票|账单|帳單|货款|貨款))(?!の?(?:末|中))/gu;
  const names = [...dateReader(lexicon).months.keys()]
    .filter((name) => name.length > 2)
    .sort((left, right) => right.length - left.length)
    .join('|');
  return new RegExp(
    `(?<![\\p{L}\\p{N}])(?:(?:${one}|${invoiceSource})\\s{1,2}(?:${ofWords}|${issue}\\s{1,2}){1,2}(?<m>${names})(?![\\p{L}\\p{N}]|\\s\\d)` +
      `|(?<n>${names})(?:s|n)?[ -]?(?:ayi(?:na ait)?\\s)?(?:${lexicon.language === 'de' ? 'rechnung(?:en)?(?!\\p{L})' : lexicon.language === 'nl' ? 'factuur|facturen|rekening' : lexicon.language === 'sv' ? 'faktura(?:n)?|fakturor(?:na)?' : `${invoiceSource}|ones?(?![\\p{L}])`}))`,
    'gu',
  );
}

function issuedOrDue(
  span: DateSpan,
  items: readonly AccountItem[],
  today: IsoDate,
  lexicon: Lexicon,
): AccountItem[] {
  const date = resolveDate(span, { today, direction: 'past', nextWeekday: lexicon.dates.nextWeekday });
  if (date === null) return [];
  const isMonth = span.rule !== 'calendar';
  const key = isMonth ? date.slice(0, 7) : date;
  const invoices = items.filter((item) => item.openMinor > 0);
  const issued = invoices.filter((item) => item.issuedOn?.startsWith(key));
  if (issued.length > 0) return issued;
  return isMonth ? [] : invoices.filter((item) => item.dueOn === key);
}

const superlative =
  /oldest|ancienne|alteste|antigua|antiga|vecchi|oudste|najstarsz|eski|vech|najstarij|ostatni(?:a|e|ej|ego)(?= )|zadnj|posljednj|aldsta|古|最早|recent|newest|neueste|jungste|nieuwste|najnowsz|najnovij|nyaste/;
const articleBefore =
  /(?<![\p{L}])(?:the|la|le|die|der|den|del?|el|il|l|de|a|o|ta|te|za|ten|na|cea|cel|ovaj|taj)['\s]{1,2}$/u;
const endsBehind =
  /^(?:\s(?:one|une|olan\p{L}*))?\s{0,2}(?:$|[,.;:!?)(]|(?:is|was|will|has|est|a|sera|ist|wird|geht|kommt|es|esta|se|va|sale|e|sara|verra|la|is|wordt|gaat|jest|bedzie|pojdzie|sera|esta|vai|fica|foi|este|va|je|bit|cemo|ar|ska|betalas|kommer)(?!\p{L}))/u;

/** *The oldest*, *la dernière*, with no word for an invoice. */
function standsAlone(text: string, from: number, to: number): boolean {
  const written = text.slice(from, to);
  if (superlative.test(written)) return true;
  const hasArticle =
    /^(?:la|le|the|den) /.test(written) || articleBefore.test(text.slice(Math.max(0, from - 12), from));
  return hasArticle && endsBehind.test(text.slice(to, to + 24));
}

/** The oldest, the last two: by their days of issue. */
function byAge({ text, index, lexicon }: DescriptionInput): DescribedItems[] {
  const { numbers } = dateReader(lexicon);
  const { invoiceSource } = readWords(lexicon);
  const ordered = index.items
    .filter((item) => item.openMinor > 0 && item.issuedOn !== null)
    .toSorted((left, right) => (left.issuedOn! < right.issuedOn! ? -1 : 1));
  const found: DescribedItems[] = [];
  for (const marker of ['oldest', 'newest'] as const) {
    if (!cueReader(lexicon).markers.has(marker)) continue;
    for (const { from, to } of findMarkers(text, lexicon, marker)) {
      const count = [...numbers.keys()]
        .filter((name) => name.length > 1 || /[一二三四五两]/.test(name))
        .join('|');
      const before = new RegExp(`(?:^|\\s)(\\d{1,2}|${count})\\s{1,2}$`, 'u').exec(
        text.slice(Math.max(0, from - 12), from),
      );
      const after = new RegExp(
        `^\\s{1,2}(?:(\\d{1,2}|${count})\\s{1,2})?(?:\\p{L}{1,14}\\s{1,2}){0,2}?(?:${invoiceSource})|^\\s{1,2}(?<alone>\\d|${count})(?![\\p{L}\\d]|\\s(?:${units}))`,
        'u',
      ).exec(text.slice(to, to + 60));
      if (after === null && before === null && !standsAlone(text, from, to)) continue;
      const inside = new RegExp(`\\s(\\d{1,2}|${count})\\s`, 'u').exec(text.slice(from, to));
      const word = before?.[1] ?? after?.[1] ?? after?.groups?.alone ?? inside?.[1];
      const size = word === undefined ? 1 : /^\d/.test(word) ? Number(word) : (numbers.get(word) ?? 0) + 1;
      if (size > ordered.length) continue;
      const items = marker === 'oldest' ? ordered.slice(0, size) : ordered.slice(-size);
      found.push({ from, to: to + (after?.[0].length ?? 0), items, date: null });
    }
  }
  return found;
}
