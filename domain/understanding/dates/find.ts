/** Days in a sentence: where they stand and how they are said, before anybody asks which day that is. */
import type { DateRule, DateWords, Lexicon } from '../lexicon/lexicon.ts';
import { decimalMarkOf } from '../../money/typed-amount.ts';
import { foldText } from '../fold.ts';
import { isWrittenWithoutBlanks, patternSource } from '../patterns.ts';
import { dayNames, dayOfSigns } from './day-names.ts';
import { qualified } from './qualified.ts';

/** `calendar`: day and month, with or without a year. */
export type SpanRule = DateRule | 'calendar' | 'impossible';

export interface DateSpan {
  from: number;
  to: number;
  rule: SpanRule;
  day?: number;
  /** 1 to 12. */
  month?: number;
  year?: number;
  /** 0 is Monday. */
  weekday?: number;
  count?: number;
  /** The count is of working days. */
  isWorkingDays?: boolean;
  /** The week that holds the day is meant. */
  isWeekOf?: boolean;
  /** A day of the week was written beside the date. */
  besideWeekday?: number;
}

type Rule = { rule: SpanRule; pattern: RegExp };

interface DateReader {
  words: DateWords;
  rules: readonly Rule[];
  months: ReadonlyMap<string, number>;
  weekdays: ReadonlyMap<string, number>;
  numbers: ReadonlyMap<string, number>;
  /** Days of a month in words. */
  days: ReadonlyMap<string, number>;
}

const readers = new Map<string, DateReader>();

export function dateReader(lexicon: Lexicon): DateReader {
  let reader = readers.get(lexicon.language);
  if (reader === undefined) {
    reader = build(lexicon);
    readers.set(lexicon.language, reader);
  }
  return reader;
}

function build({ language, dates }: Lexicon): DateReader {
  const names = (lists: readonly string[]) =>
    new Map(
      lists.flatMap((list, index) =>
        list.split('|').map((name) => [foldName(name, language), index] as const),
      ),
    );
  const months = names(dates.months);
  const weekdays = names(dates.weekdays);
  const days = dayNames(language);
  // From thirteen on, days and numbers have the same names where days are no ordinals
  const numbers = new Map([
    ...names(dates.numbers),
    ...[...days].filter(([, day]) => day > 12).map(([name, day]) => [name, day - 1] as const),
  ]);
  const oneOf = (list: ReadonlyMap<string, number>) =>
    [...list.keys()].sort((left, right) => right.length - left.length).join('|') || '\\u0004';
  const places: Record<string, string> = {
    d: isWrittenWithoutBlanks(language) ? String.raw`(?<!\d)(?<d>\d{1,2})(?!\d)` : String.raw`(?<d>\d{1,2})`,
    m: `(?<m>${oneOf(months)})`,
    w: `(?<w>${oneOf(weekdays)})\\.?`,
    n: String.raw`(?<n>\d{1,3}|${oneOf(numbers)})`,
  };
  const fill = (source: string) => source.replace(/\{([dmwn])\}/g, (_all, name: string) => places[name]!);
  const withEdges = (source: string) =>
    isWrittenWithoutBlanks(language)
      ? new RegExp(source, 'gu')
      : new RegExp(`(?<![\\p{L}\\p{N}])(?:${source})(?![\\p{L}\\p{N}])`, 'gu');
  const rules = Object.entries(dates.rules).flatMap(([rule, patterns]) =>
    patterns.map((pattern) => {
      const source = patternSource(pattern, language);
      const filled = rule === 'vague' ? fill(source).replace(/\?<[dmwn]>/g, '?:') : fill(source);
      // Not the day of 15.12. alone
      const bare =
        rule === 'day_of_month'
          ? `(?:${filled})(?!\\.? ?\\d|[/,-]\\d|\\.?\\s{1,2}(?:${oneOf(months)})(?!\\p{L}))`
          : filled;
      return { rule: rule as DateRule, pattern: withEdges(bare) };
    }),
  );
  return {
    words: dates,
    months,
    weekdays,
    numbers,
    days,
    rules: [
      ...rules,
      ...calendarRules(dates, language, fill, withEdges),
      ...inWords(dates, days, fill, withEdges),
      ...aloneInWords(language, days, fill, withEdges),
    ],
  };
}

/** `the fifteenth of December` */
function inWords(
  { dayLink }: DateWords,
  days: ReadonlyMap<string, number>,
  fill: (source: string) => string,
  withEdges: (source: string) => RegExp,
): Rule[] {
  if (days.size === 0) return [];
  const name = [...days.keys()].sort((left, right) => right.length - left.length).join('|');
  const link = dayLink === undefined ? '' : `(?:(?:${dayLink})\\s+)?`;
  return [
    {
      rule: 'calendar',
      pattern: withEdges(
        fill(`(?<d>${name})\\s+${link}{m}(?:'?[a-z]{2,4})?(?:[\\s,]{1,3}${link}(?<y>20\\d{2}))?`),
      ),
    },
  ];
}

/** In front of the name of a day without its month. */
const dayLeads: Readonly<Record<string, string>> = {
  en: '(?:by|on) the',
  fr: '(?:pour |avant )?le',
  de: '(?:bis )?(?:zum|am)',
  es: '(?:el |para el )?dia',
  it: '(?:entro )?il',
  nl: '(?:op|voor|tot) de',
  pl: '(?:do|dnia)',
  pt: '(?:ao |no )?dia',
  hr: '(?:do|dana)',
  sv: '(?:senast )?den',
};

/** `zum zehnten` */
function aloneInWords(
  language: string,
  days: ReadonlyMap<string, number>,
  fill: (source: string) => string,
  withEdges: (source: string) => RegExp,
): Rule[] {
  const lead = dayLeads[language];
  const names = [...days].filter(([, day]) => day > 3).map(([name]) => name);
  if (lead === undefined || names.length === 0) return [];
  const name = names.sort((left, right) => right.length - left.length).join('|');
  return [
    {
      rule: 'day_of_month',
      pattern: withEdges(fill(`${lead}\\s(?<d>${name})(?!\\s(?:\\p{L}{1,3}\\s)?{m})`)),
    },
  ];
}

function foldName(name: string, language: string): string {
  // German names with and without their umlauts
  return foldText(language === 'de' ? name.replace('ae', 'a') : name);
}

function calendarRules(
  { daySuffix, dayLink }: DateWords,
  language: string,
  fill: (source: string) => string,
  withEdges: (source: string) => RegExp,
): Rule[] {
  const rule = 'calendar' as const;
  if (isWrittenWithoutBlanks(language))
    return [
      {
        rule,
        pattern:
          /(?:(?<y>\d{4})\s?年\s?)?(?<mm>\d{1,2}|十[一二]?|[一二三四五六七八九])\s?月\s?(?<d>\d{1,2}|[二三廿卅]?十[一二三四五六七八九]?|[一二三四五六七八九])\s?[日号號]/gu,
      },
      { rule, pattern: /(?:(?<y>\d{4})\s?年\s?)?(?<mm>\d{1,2})\s?月\s?(?<d>\d{1,2})\s?[日号號]?/gu },
      {
        rule: 'day_of_month',
        pattern:
          /(?<![一二三四五六七八九十月])(?<d>[二三廿卅]?十[一二三四五六七八九]?|[一二三四五六七八九])[号號]/gu,
      },
      { rule: 'month', pattern: /(?<mm>\d{1,2})\s?月(?:末|底|内|中|份)?(?!\s?\d)/gu },
      { rule: 'day_of_month', pattern: /(?<![\d月])(?<d>\d{1,2})\s?[日号號](?!間|内|以)/gu },
    ];
  const suffix = daySuffix === undefined ? '' : `(?:${daySuffix})?`;
  const link = dayLink === undefined ? '' : `(?:(?:${dayLink})\\s+)?`;
  const year = String.raw`(?:[\s,./-]{1,3}${link}(?<y>(?:19|20)\d{2}|'\d{2}))?`;
  return [
    {
      rule: 'day_of_month',
      pattern: withEdges(
        fill(
          String.raw`(?:\p{L}{1,4}\s)?{w}[,\s]{1,2}(?:(?:the|den|le|el|il|dia|de|d)\s)?{d}${suffix}\.?(?![.\s]{0,3}${link}{m})(?!\.?\s?\d|[/,:-]\d|\s?(?:\p{Sc}|eur|uhr|h\b))`,
        ),
      ),
    },
    {
      rule,
      pattern: withEdges(
        fill(
          String.raw`{d}${suffix}[.\s/-]{0,3}${link}{m}\.?${language === 'tr' ? String.raw`(?:'?\p{L}{2,4})?` : ''}${year}`,
        ),
      ),
    },
    ...(language === 'en'
      ? [
          {
            rule,
            pattern: withEdges(fill(String.raw`{m}\.?\s+(?:the\s+)?{d}${suffix}(?:,?\s+(?<y>20\d{2}))?`)),
          },
        ]
      : []),
  ];
}

const fullFigures = /(?<![\d/.,-])(\d{1,2})([./-]) ?(\d{1,2})\2 ?(\d{4}|\d{2})(?![\d/]|[.,-]\d)/g;
const isoFigures = /(?<![\d/.-])(20\d{2})([-./])(\d{1,2})\2(\d{1,2})(?![\d/]|[.,-]\d)/g;
const shortSlash = /(?<![\d/.,-])(\d{1,2})\/(\d{1,2})(?![\d/%]|[.,]\d| ?(?:€|eur|of\b|der\b))/g;
const shortPoint = /(?<![\d/.,-])(\d{1,2})\. ?(\d{1,2})\.(?!\d)/g;
/** Without a point at the end it may be an amount: only behind a word that leads to a day. */
const shortPointBare =
  /(?<=(?:am|bis|zum|den|per|do|dnia|od|le|au|na|la|pe|pana la|den|til|till|tarihinde|fino al|entro il|il|dia|ate|op|voor|on|by) )(\d{1,2})\.(\d{1,2})(?![\d.,/%]|\s?(?:€|eur|chf|zl|lei|kr))/g;

/** *Before Christmas* is a day; *after the holidays* is none. */
const christmas =
  /(?<!\p{L})(?:(?:before|by|ahead of) (?:christmas|xmas)|(?:avant|d'ici) noel|(?:noch )?vor weihnachten|vor heiligabend|antes de (?:la )?(?:navidad|nochebuena|las navidades)|(?:prima di|entro) natale|voor (?:de )?kerst(?:mis)?|(?:przed|do) (?:swiet\p{L}*|swiat|bozym narodzeniem|bozego narodzenia)|antes do natal|ate ao natal|(?:inainte de|pana la) craciun|(?:prije|do) bozica|(?:fore|innan) jul(?:en)?)(?!\p{L})|クリスマス前|(?:圣诞|聖誕)(?:节|節)?前/gu;
const newYear =
  /(?<!\p{L})(?:(?:before|by) (?:the )?new year|avant le nouvel an|vor neujahr|antes de ano nuevo|(?:prima di|entro) capodanno|voor (?:de )?jaarwisseling|voor nieuwjaar|przed nowym rokiem|antes do ano novo|yilbasindan once|(?:inainte de|pana la) anul nou|(?:prije|do) nove godine|(?:fore|innan) nyar)(?!\p{L})/gu;

/** Days counted in hours. */
const hours =
  /(?<![\d/.,-])(24|48|72|96)\s?(?:h(?![\p{L}/])|hrs?(?!\p{L})|hours?|heures?|stunden|std\.?|horas|ore(?!\p{L})|de ore|uur|godzin|saat(?!\p{L})|sat[ia]|timmar|時間|小时|小時)(?:\s(?:icinde|icerisinde))?/gu;

/** `op 18-12`: with hyphens only behind a word that leads to a day. */
const shortDash =
  /(?<=(?:op|voor|uiterlijk|per|tot|dd|d\.d\.|am|bis|zum|le|el|il|ate|em|on|by|dnia|do|den|pe|la|kl) )(\d{1,2})-(0?[1-9]|1[0-2])(?![\d/%-]|[.,]\d|\s?(?:€|eur|st|pc|uur|uhr|x\b))/g;

/** Where decimals have a comma, 30.11 is a day. */
const shortPointTwo =
  /(?<![\d/.,-])(\d{1,2})\.(0[1-9]|1[0-2])(?![\d/%]|[.,]\d|\s?(?:€|eur|chf|zl|lei|kr|tl|pln|ron))/g;

/** Days in figures, in any language. `monthFirst`: as the United States write them. */
export function findFigures(text: string, monthFirst: boolean, pointParts: boolean): DateSpan[] {
  const found: DateSpan[] = [];
  const add = (match: RegExpMatchArray, day: string, month: string, year?: string) => {
    let [d, m] = [Number(day), Number(month)];
    // 12/18 is in one order only
    if (m > 12 && d <= 12) [d, m] = [m, d];
    const span = { from: match.index!, to: match.index! + match[0].length };
    const whole = year === undefined ? {} : { year: year.length === 2 ? 2000 + Number(year) : Number(year) };
    if (m < 1 || m > 12 || d < 1 || d > 31) found.push({ ...span, rule: 'impossible' });
    else found.push({ ...span, rule: 'calendar', day: d, month: m, ...whole });
  };
  for (const match of text.matchAll(isoFigures)) add(match, match[4]!, match[3]!, match[1]);
  for (const match of text.matchAll(fullFigures))
    monthFirst && match[2] !== '.'
      ? add(match, match[3]!, match[1]!, match[4])
      : add(match, match[1]!, match[3]!, match[4]);
  for (const match of text.matchAll(shortSlash)) {
    if (match[0] === '24/7') continue;
    if (monthFirst) add(match, match[2]!, match[1]!);
    else add(match, match[1]!, match[2]!);
  }
  for (const [pattern, day] of [
    [christmas, 24],
    [newYear, 31],
  ] as const)
    for (const match of text.matchAll(pattern))
      found.push({ from: match.index, to: match.index + match[0].length, rule: 'calendar', day, month: 12 });
  for (const match of text.matchAll(hours))
    found.push({
      from: match.index,
      to: match.index + match[0].length,
      rule: 'in_days',
      count: Number(match[1]) / 24,
    });
  for (const pattern of [shortPoint, shortPointBare, shortDash, ...(pointParts ? [shortPointTwo] : [])])
    for (const match of text.matchAll(pattern)) if (Number(match[2]) <= 12) add(match, match[1]!, match[2]!);
  return found.filter(
    (span) => span.rule !== 'impossible' || /[/.-].*[/.-]/.test(text.slice(span.from, span.to)),
  );
}

/** All days of a sentence in their order, the longer reading where two overlap; a day of the week joins its date. */
export function findDates(text: string, lexicon: Lexicon, monthFirst: boolean): DateSpan[] {
  const reader = dateReader(lexicon);
  const spans = findFigures(
    text,
    monthFirst || isWrittenWithoutBlanks(lexicon.language),
    decimalMarkOf(lexicon.language) === 'comma',
  );
  for (const { rule, pattern } of reader.rules) {
    for (const match of text.matchAll(pattern)) {
      if (match[0] === '') continue;
      const span = spanOf(match, rule, reader);
      if (span !== null) spans.push(span);
    }
  }
  const found = joinWeekdays(text, withoutOverlap(spans)).map((span) =>
    qualified(text, span, lexicon.language),
  );
  // `in the week of 30 November` is one day
  return found.filter(
    (span) =>
      !found.some(
        (week) => week !== span && week.isWeekOf === true && span.from < week.to && span.to > week.from,
      ),
  );
}

function spanOf(match: RegExpMatchArray, rule: SpanRule, reader: DateReader): DateSpan | null {
  const groups = match.groups ?? {};
  const span: DateSpan = { from: match.index!, to: match.index! + match[0].length, rule };
  if (groups.d !== undefined)
    span.day = /^\d/.test(groups.d)
      ? Number(groups.d)
      : (reader.days.get(groups.d) ?? dayOfSigns(groups.d) ?? 0);
  if (groups.m !== undefined) span.month = (reader.months.get(groups.m) ?? 0) + 1;
  if (groups.mm !== undefined) span.month = dayOfSigns(groups.mm) ?? 0;
  if (groups.w !== undefined) span.weekday = reader.weekdays.get(groups.w)!;
  if (rule === 'day_of_month' && span.weekday !== undefined) span.besideWeekday = span.weekday;
  if (groups.n !== undefined)
    span.count = /^\d/.test(groups.n)
      ? Number(groups.n)
      : groups.n === 'quinzaine'
        ? 15
        : (reader.numbers.get(groups.n) ?? 0) + 1;
  if (groups.y !== undefined)
    span.year = groups.y.startsWith("'") ? 2000 + Number(groups.y.slice(1)) : Number(groups.y);
  if (
    rule === 'in_days' &&
    /work|business|werk|arbeit|bank|ouvr|habil|labora|lavorativ|uteis|util|robocz|lucrat|radn|is gun|营业|工作|営業/.test(
      match[0],
    )
  )
    span.isWorkingDays = true;
  if (span.day !== undefined && (span.day < 1 || span.day > 31)) return null;
  if (span.month !== undefined && (span.month < 1 || span.month > 12)) return null;
  return span;
}

/** *By Friday 18*: a day with its date says more than the same day with words in front. */
function weight(span: { from: number; to: number; besideWeekday?: number }): number {
  return span.to - span.from + (span.besideWeekday === undefined ? 0 : 4);
}

/** The longest first; none that shares a sign with a longer one. */
export function withoutOverlap<Span extends { from: number; to: number }>(spans: readonly Span[]): Span[] {
  const byLength = spans.toSorted((left, right) => weight(right) - weight(left) || left.from - right.from);
  const kept: Span[] = [];
  for (const span of byLength)
    if (kept.every((other) => span.to <= other.from || span.from >= other.to)) kept.push(span);
  return kept.toSorted((left, right) => left.from - right.from);
}

/** `Friday, 11 December` is one day. */
function joinWeekdays(text: string, spans: readonly DateSpan[]): DateSpan[] {
  const joined: DateSpan[] = [];
  for (const span of spans) {
    const last = joined.at(-1);
    const between = last === undefined ? '' : text.slice(last.to, span.from);
    const isBeside =
      last !== undefined &&
      /^[\s,.(]{0,3}(?:(?:the|den|dem|le|el|il|dia|de|der|d|dnia|de la|op)\.?\s)?[\s,.(]{0,2}$/.test(between);
    const isDay = span.rule === 'calendar' || span.rule === 'day_of_month';
    if (
      last !== undefined &&
      isBeside &&
      isDay &&
      last.weekday !== undefined &&
      last.rule.startsWith('weekday')
    ) {
      joined[joined.length - 1] = { ...span, from: last.from, besideWeekday: last.weekday };
    } else if (
      last !== undefined &&
      isBeside &&
      (last.rule === 'calendar' || last.rule === 'day_of_month') &&
      span.rule === 'weekday' &&
      // `on Friday` behind a day is another day
      !/\s/.test(text.slice(span.from, span.to).trim())
    ) {
      joined[joined.length - 1] = { ...last, to: span.to, besideWeekday: span.weekday! };
    } else joined.push(span);
  }
  return joined;
}
