/** *The one of the 28th*: the only invoice that was issued on a 28th. */
import type { DateSpan } from './dates/find.ts';
import type { DescribedItems } from './described-items.ts';
import type { ItemIndex } from './item-index.ts';

const theOneOf =
  /(?<!\p{L})(?:the one (?:of|from|dated) the|celle du|die vom|la del(?: dia)?|quella del|die van(?: de)?|a d[oe] dia|ta z(?: dnia)?|cea din(?: data de)?|onaj od|den fran den)\s(?<day>\d{1,2})(?!\d)/gu;

export function itemsByDay(text: string, dates: readonly DateSpan[], { items }: ItemIndex): DescribedItems[] {
  return [...text.matchAll(theOneOf)].flatMap((match) => {
    const to = match.index + match[0].length;
    const date = dates.find((span) => span.from < to && span.to > match.index) ?? null;
    // With its month it is read as a day
    if (date !== null && date.rule !== 'day_of_month') return [];
    const day = match.groups!.day!.padStart(2, '0');
    const found = items.filter((item) => item.openMinor > 0 && item.issuedOn?.endsWith(`-${day}`));
    return found.length === 1
      ? [
          {
            from: Math.min(match.index, date?.from ?? match.index),
            to: Math.max(to, date?.to ?? to),
            items: found,
            date,
          },
        ]
      : [];
  });
}
