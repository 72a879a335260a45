import type { PagesText } from '../../text/visitors/shared/load.ts';
import type { PageWords } from '../shared/page-context.ts';
import type { Item, Statement } from './portal-data.ts';

/** What the sentence needs of a statement. */
export interface Counted {
  totals: Record<string, { openCount: number; overdueCount: number }>;
  items: Pick<Item, 'type'>[];
  pages: number;
}

/** "You have 4 open invoices, 2 are overdue." */
export function introSentence(text: PagesText, { totals, items, pages }: Counted): string {
  const sums = Object.values(totals);
  const open = sums.reduce((sum, { openCount }) => sum + openCount, 0);
  const overdue = sums.reduce((sum, { overdueCount }) => sum + overdueCount, 0);
  if (open === 0) return text.intro.nothingOpen;
  // Only what is known to be invoices is called so.
  const allInvoices = pages === 1 && items.length === open && items.every(({ type }) => type === 'invoice');
  if (open === 1 && overdue === 1) return allInvoices ? text.intro.invoiceOverdue : text.intro.itemOverdue;
  const first = allInvoices ? text.intro.invoices(open) : text.intro.items(open);
  const second = overdue === 0 ? text.intro.noneOverdue : text.intro.overdue(overdue);
  return `${first}, ${second}.`;
}

/** "You have promised €5,000.00 for 15 Dec 2026." Where something waits to be read: that it was received. */
export function answersSentence(
  text: PagesText,
  format: PageWords['format'],
  {
    promises,
    comments,
  }: Pick<Statement, 'promises'> & { comments: Pick<Statement['comments'][number], 'state'>[] },
): string {
  const received = comments.some(({ state }) => state === 'received') ? [text.intro.received] : [];
  const promised = promises.map(({ amountMinor, currency, promisedOn }) =>
    text.intro.promised(format.money(amountMinor, currency), format.date(promisedOn)),
  );
  return [...received, ...promised].join(' ');
}
