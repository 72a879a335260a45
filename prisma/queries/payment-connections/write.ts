/** Rows of connections by which payments are taken. */
import { randomBytes } from 'node:crypto';
import type {
  OnlinePaymentMethod,
  PaymentBooking,
  PaymentConnectorName,
} from '../../../domain/vocabulary/payments.ts';
import type { Db } from '../../client.ts';

export interface PaymentConnectionFields {
  enabled: boolean;
  methods: OnlinePaymentMethod[];
  booking: PaymentBooking;
}

export async function savePaymentConnection(
  tx: Db,
  of: { entityId: string; provider: PaymentConnectorName },
  fields: PaymentConnectionFields,
): Promise<void> {
  const key = { legalEntityId: of.entityId, provider: of.provider };
  await tx.paymentConnection.upsert({
    where: { legalEntityId_provider: key },
    create: { ...key, ...fields, hookKey: randomBytes(24).toString('base64url') },
    update: fields,
    select: { id: true },
  });
}

/** The connector tells news there from now on. */
export async function notePaymentHook(db: Db, id: string, hookUrl: string): Promise<void> {
  await db.paymentConnection.updateMany({ where: { id }, data: { hookUrl } });
}
