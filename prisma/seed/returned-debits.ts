/** Debits that were booked and came back, told as a bank would tell them. */
import { addDays } from '../../domain/calendar/iso-date.ts';
import type { IsoDate } from '../../domain/model/common.ts';
import type { Db } from '../client.ts';
import { recordPaymentsIn } from '../queries/payments.ts';
import { stories } from './stories.ts';

const dayMs = 86_400_000;

export async function seedReturnedDebits(
  tx: Db,
  { entityId, today }: { entityId: string; today: IsoDate },
): Promise<void> {
  for (const { number, items, returnedDebit } of stories) {
    if (returnedDebit === undefined) continue;
    const { item, bookedDaysAgo, returnedDaysAgo } = returnedDebit;
    const { amountMinor } = items.find((one) => one.number === item)!;
    const movements = [
      { daysAgo: bookedDaysAgo, amountMinor },
      { daysAgo: returnedDaysAgo, amountMinor: -amountMinor },
    ];
    for (const { daysAgo, amountMinor: movedMinor } of movements) {
      const [outcome] = await recordPaymentsIn(tx, {
        legalEntityId: entityId,
        at: new Date(Date.now() - daysAgo * dayMs),
        actor: { kind: 'system' },
        payments: [
          {
            reference: `SDD ${item}`,
            kind: 'payment',
            customerNumber: number,
            receivedOn: addDays(today, -daysAgo),
            amountMinor: movedMinor,
            currency: 'EUR',
            items: [{ number: item }],
          },
        ],
      });
      if (outcome?.ok !== true) throw new Error(`the demo debit of ${item} was refused`);
    }
  }
}
