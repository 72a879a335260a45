/** By whom companies take payments. */
import { z } from 'zod';
import {
  onlinePaymentMethods,
  type OnlinePaymentMethod,
  type PaymentBooking,
  type PaymentConnectorName,
} from '../../../domain/vocabulary/payments.ts';
import { connectionResults, connectionSteps } from '../../../domain/vocabulary/settings.ts';
import type { Db, Prisma } from '../../client.ts';

export interface StoredPaymentConnection {
  id: string;
  legalEntityId: string;
  provider: PaymentConnectorName;
  enabled: boolean;
  methods: OnlinePaymentMethod[];
  booking: PaymentBooking;
  hookKey: string;
  hookUrl: string | null;
}

const select = {
  id: true,
  legalEntityId: true,
  provider: true,
  enabled: true,
  methods: true,
  booking: true,
  hookKey: true,
  hookUrl: true,
} satisfies Prisma.PaymentConnectionSelect;

export async function paymentConnectionOf(
  db: Db,
  { entityId, provider }: { entityId: string; provider: PaymentConnectorName },
): Promise<StoredPaymentConnection | null> {
  return db.paymentConnection.findUnique({
    where: { legalEntityId_provider: { legalEntityId: entityId, provider } },
    select,
  });
}

export async function paymentConnection(db: Db, id: string): Promise<StoredPaymentConnection | null> {
  return db.paymentConnection.findUnique({ where: { id }, select });
}

export async function paymentConnectionOfHook(
  db: Db,
  hookKey: string,
): Promise<StoredPaymentConnection | null> {
  return db.paymentConnection.findUnique({ where: { hookKey }, select });
}

/** What visitors may be offered; the page that asks knows which connectors have credentials. */
export interface OfferedConnection {
  id: string;
  provider: PaymentConnectorName;
  methods: OnlinePaymentMethod[];
  booking: PaymentBooking;
}

/** Those in use, in the order in which they were connected. */
export async function offeredConnections(db: Db, legalEntityId: string): Promise<OfferedConnection[]> {
  return db.paymentConnection.findMany({
    where: { legalEntityId, enabled: true },
    orderBy: { id: 'asc' },
    select: { id: true, provider: true, methods: true, booking: true },
  });
}

const storedTest = z.object({
  result: z.enum(connectionResults),
  step: z.enum(connectionSteps),
  answered: z.string().nullable(),
  methods: z.array(z.enum(onlinePaymentMethods)),
  tookMs: z.number().int(),
});
export type PaymentTest = z.infer<typeof storedTest>;

/** The newest trial by people of the entity; null: none. */
export async function lastPaymentTest(
  db: Db,
  { entityId, provider }: { entityId: string; provider: PaymentConnectorName },
): Promise<(PaymentTest & { at: Date; userId: string | null }) | null> {
  const event = await db.historyEvent.findFirst({
    where: {
      legalEntityId: entityId,
      kind: 'connection_tested',
      data: { path: ['provider'], equals: provider },
    },
    select: { at: true, actorId: true, data: true },
    orderBy: { id: 'desc' },
  });
  const read = storedTest.safeParse(event?.data);
  return event === null || !read.success ? null : { ...read.data, at: event.at, userId: event.actorId };
}
