/** Payments of the demo company, recorded as a bank would report them. */
import { addDays } from '../../domain/calendar/iso-date.ts';
import type { IsoDate } from '../../domain/model/common.ts';
import type { Db } from '../client.ts';
import { recordPaymentsIn } from '../../application/payments/record.ts';
import type { Story } from './story.ts';

const dayMs = 86_400_000;
const minuteMs = 60_000;

interface Booked {
  entityId: string;
  today: IsoDate;
  stories: Story[];
}

interface Movement {
  customer: string;
  item: string;
  reference: string;
  daysAgo: number;
  amountMinor: number;
  /** When we learned it; at this time of the day where absent. */
  at?: Date;
}

export async function seedPartPayments(tx: Db, booked: Booked): Promise<void> {
  for (const { number: customer, items } of booked.stories) {
    for (const { number: item, paid } of items)
      if (paid) await book(tx, booked, { customer, item, reference: `TRF ${item}`, ...paid });
  }
}

/** Debits that were booked and came back. */
export async function seedReturnedDebits(tx: Db, booked: Booked): Promise<void> {
  for (const { number: customer, items, returnedDebit } of booked.stories) {
    if (returnedDebit === undefined) continue;
    const { item, bookedDaysAgo, returnedDaysAgo } = returnedDebit;
    const { amountMinor } = items.find((one) => one.number === item)!;
    const debit = { customer, item, reference: `SDD ${item}` };
    await book(tx, booked, { ...debit, daysAgo: bookedDaysAgo, amountMinor });
    await book(tx, booked, { ...debit, daysAgo: returnedDaysAgo, amountMinor: -amountMinor });
  }
}

/** What stops a letter that was ready to go. */
export async function seedPaymentsOfToday(tx: Db, booked: Booked): Promise<void> {
  for (const { number: customer, items, letterToday } of booked.stories) {
    if (letterToday?.kind !== 'queued' || letterToday.paidMinutesAgo === undefined) continue;
    const at = new Date(Date.now() - letterToday.paidMinutesAgo * minuteMs);
    for (const { number: item, amountMinor } of items)
      await book(tx, booked, { customer, item, reference: `TRF ${item}`, daysAgo: 0, amountMinor, at });
  }
}

async function book(tx: Db, { entityId, today }: Booked, movement: Movement): Promise<void> {
  const { customer, item, reference, daysAgo, amountMinor } = movement;
  const { at = new Date(Date.now() - daysAgo * dayMs) } = movement;
  const [outcome] = await recordPaymentsIn(tx, {
    legalEntityId: entityId,
    at,
    actor: { kind: 'system' },
    payments: [
      {
        reference,
        kind: 'payment',
        customerNumber: customer,
        receivedOn: addDays(today, -daysAgo),
        amountMinor,
        currency: 'EUR',
        items: [{ number: item }],
      },
    ],
  });
  if (outcome?.ok !== true) throw new Error(`the demo payment of ${item} was refused`);
}
