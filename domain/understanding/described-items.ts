/** Items that words describe instead of naming them: the one of September, the invoice dated 12 October, the last two. */
import type { IsoDate } from '../model/common.ts';
import { cueReader, findMarkers } from './cues.ts';
import { dateReader, type DateSpan } from './dates/find.ts';
import { resolveDate } from './dates/resolve.ts';
import type { ItemIndex, ItemSpan } from './items.ts';
import type { Lexicon } from './lexicon/lexicon.ts';
import { compile, withoutNumberWords } from './patterns.ts';
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
  return [...byDate(input), ...byAge(input)];
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
    };
    wordsOf.set(lexicon.language, words);
  }
  return words;
}

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
    if (isBesideNumber) {
      found.push({ from: date.from, to: date.to, items: [], date });
      continue;
    }
    if (!(isLinked && named) && !followed && !inside) continue;
    const items = issuedOrDue(date, index.items, today, lexicon);
    if (items.length > 0 || (isLinked && !words.dueLink.test(before)))
      found.push({ from: date.from, to: date.to, items, date });
  }
  return found;
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
        `^\\s{1,2}(?:(\\d{1,2}|${count})\\s{1,2})?(?:\\p{L}{1,14}\\s{1,2}){0,2}?(?:${invoiceSource})`,
        'u',
      ).exec(text.slice(to, to + 60));
      if (after === null) continue;
      const inside = new RegExp(`\\s(\\d{1,2}|${count})\\s`, 'u').exec(text.slice(from, to));
      const word = before?.[1] ?? after[1] ?? inside?.[1];
      const size = word === undefined ? 1 : /^\d/.test(word) ? Number(word) : (numbers.get(word) ?? 0) + 1;
      if (size > ordered.length) continue;
      const items = marker === 'oldest' ? ordered.slice(0, size) : ordered.slice(-size);
      found.push({ from, to: to + after[0].length, items, date: null });
    }
  }
  return found;
}
