/** Payments of the demo company, recorded as a bank would report them. */
import { addDays } from '../../domain/calendar/iso-date.ts';
import type { IsoDate } from '../../domain/model/common.ts';
import type { Db } from '../client.ts';
import { recordPaymentsIn } from '../../application/payments/record.ts';
import { stories } from './stories.ts';

const dayMs = 86_400_000;

interface Booked {
  entityId: string;
  today: IsoDate;
}

interface Movement {
  customer: string;
  item: string;
  reference: string;
  daysAgo: number;
  amountMinor: number;
}

export async function seedPartPayments(tx: Db, booked: Booked): Promise<void> {
  for (const { number: customer, items } of stories) {
    for (const { number: item, paid } of items)
      if (paid) await book(tx, booked, { customer, item, reference: `TRF ${item}`, ...paid });
  }
}

/** Debits that were booked and came back. */
export async function seedReturnedDebits(tx: Db, booked: Booked): Promise<void> {
  for (const { number: customer, items, returnedDebit } of stories) {
    if (returnedDebit === undefined) continue;
    const { item, bookedDaysAgo, returnedDaysAgo } = returnedDebit;
    const { amountMinor } = items.find((one) => one.number === item)!;
    const debit = { customer, item, reference: `SDD ${item}` };
    await book(tx, booked, { ...debit, daysAgo: bookedDaysAgo, amountMinor });
    await book(tx, booked, { ...debit, daysAgo: returnedDaysAgo, amountMinor: -amountMinor });
  }
}

async function book(tx: Db, { entityId, today }: Booked, movement: Movement): Promise<void> {
  const { customer, item, reference, daysAgo, amountMinor } = movement;
  const [outcome] = await recordPaymentsIn(tx, {
    legalEntityId: entityId,
    at: new Date(Date.now() - daysAgo * dayMs),
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
