/** By whom companies take payments. */
import { z } from 'zod';
import {
  onlinePaymentMethods,
  type OnlinePaymentMethod,
  type PaymentBooking,
  type PaymentConnectorName,
} from '../../../domain/vocabulary/payments.ts';
import type { Db, Prisma } from '../../client.ts';
import { connectionTest } from '../connections/read.ts';

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

/** What a trial found. */
export const paymentTest = connectionTest.extend({ methods: z.array(z.enum(onlinePaymentMethods)) });
export type PaymentTest = z.infer<typeof paymentTest>;
