/** Customers of a bench, written in sets. */
import { randomUUID } from 'node:crypto';
import { addDays } from '../domain/calendar/iso-date.ts';
import { weekdays } from '../domain/vocabulary/calendar.ts';
import type { StepMode } from '../domain/vocabulary/scenarios.ts';
import type { OpenDatabase } from '../test/support/database.ts';
import { fromIsoDate } from '../prisma/convert.ts';
import { changeFacts } from '../test/support/facts.ts';
import { createEntity, type TestEntity } from '../test/support/ledger.ts';

/** A Monday; no public holiday of France follows within five weeks. */
export const firstDay = '2034-06-05';
export const firstDayAt = Date.UTC(2034, 5, 5);

const stepDays = 5;
const linesPerCustomer = 3;

/** Sends at all hours of every day; its steps come one day after another. */
export async function createBenchEntity(
  db: OpenDatabase,
  { steps, mode }: { steps: number; mode: StepMode },
): Promise<TestEntity> {
  return createEntity(db, {
    scenario: {
      name: `${steps} steps`,
      steps: Array.from({ length: steps }, (_, index) => ({
        key: `step${index + 1}`,
        channel: 'email' as const,
        mode,
        trigger:
          index === 0 ? { kind: 'due' as const, days: stepDays } : { kind: 'previous' as const, days: 1 },
        template: 'friendly_reminder',
      })),
    },
    entity: {
      timeZone: 'UTC',
      calendar: {
        sendDays: [...weekdays],
        windowStart: '00:00',
        windowEnd: '00:00',
        spreadMinutes: 0,
      },
    },
  });
}

/** Customers whose first step comes on `firstDay`, with the notes from which the relay starts their cases. */
export async function createBenchCustomers(
  db: OpenDatabase,
  { entityId, collectorId }: TestEntity,
  count: number,
): Promise<string[]> {
  const customers = Array.from({ length: count }, () => {
    const id = randomUUID();
    return { id, number: id.slice(0, 13) };
  });
  const ids = customers.map(({ id }) => id);
  await db.$transaction(
    async (tx) => {
      await tx.customer.createMany({
        data: customers.map(({ id, number }) => ({
          id,
          legalEntityId: entityId,
          number,
          name: `Customer ${number}`,
          country: 'FR',
          timeZone: 'UTC',
          language: 'fr',
          collectorId,
        })),
      });
      await tx.contact.createMany({
        data: customers.map(({ id, number }) => ({
          customerId: id,
          name: 'Accounts payable',
          email: `ap-${number}@customer.example`,
          roles: ['collection' as const],
          postal: true,
        })),
      });
      await tx.openItem.createMany({
        data: customers.flatMap(({ id, number }) =>
          Array.from({ length: linesPerCustomer }, (_, line) => ({
            legalEntityId: entityId,
            customerId: id,
            type: 'invoice' as const,
            number: `${number}-${line}`,
            instalment: 0,
            issuedOn: fromIsoDate(addDays(firstDay, -35)),
            dueOn: fromIsoDate(addDays(firstDay, -stepDays)),
            originalMinor: BigInt(10_000 + line),
            openMinor: BigInt(10_000 + line),
            currency: 'EUR',
          })),
        ),
      });
      await changeFacts(
        tx,
        ids.map((customerId) => ({ customerId, reason: 'ledger_changed', key: `bench/${customerId}` })),
      );
    },
    { timeout: 60_000 },
  );
  return ids;
}
