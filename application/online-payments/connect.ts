/** By whom a company takes payments, and how: written down with who changed what; every case evaluates again. */
import { differences } from '../../domain/audit/differences.ts';
import { RefusedError } from '../../domain/errors.ts';
import type {
  OnlinePaymentMethod,
  PaymentBooking,
  PaymentConnectorName,
} from '../../domain/vocabulary/payments.ts';
import type { Db, PrismaClient } from '../../prisma/client.ts';
import { paymentConnectionOf } from '../../prisma/queries/payment-connections/read.ts';
import { savePaymentConnection } from '../../prisma/queries/payment-connections/write.ts';
import { refuseOverwriting } from '../overwriting.ts';
import { changeEntitySettings } from '../settings.ts';

export interface PaymentConnectionForm {
  enabled: boolean;
  methods: OnlinePaymentMethod[];
  booking: PaymentBooking;
}

/** As it is used, or as it would be if somebody switched it on. */
export async function paymentConnectionForm(
  db: Db,
  of: { entityId: string; provider: PaymentConnectorName },
): Promise<PaymentConnectionForm> {
  const stored = await paymentConnectionOf(db, of);
  if (stored === null) return { enabled: false, methods: [], booking: 'at_once' };
  const { enabled, methods, booking } = stored;
  return { enabled, methods, booking };
}

interface Wanted {
  provider: PaymentConnectorName;
  /** What the connector can take; null: this installation has no credentials of it. */
  takes: readonly OnlinePaymentMethod[] | null;
  changes: Partial<PaymentConnectionForm>;
  asRead: Record<string, unknown> | undefined;
}

/**
 * @throws RefusedError `payment_connector_not_set` without credentials, `validation_failed` for no method or one that
 * it does not take, `changed_meanwhile`
 */
export async function changePaymentConnection(
  db: PrismaClient,
  by: { entityId: string; userId: string; at: Date },
  { provider, takes, changes, asRead }: Wanted,
): Promise<void> {
  await changeEntitySettings(db, by, async (tx) => {
    const before = await paymentConnectionForm(tx, { entityId: by.entityId, provider });
    await refuseOverwriting(tx, {
      asRead,
      now: before,
      wanted: changes,
      of: { legalEntityId: by.entityId, kind: 'payments_connected' },
    });
    const after = { ...before, ...changes, methods: [...new Set(changes.methods ?? before.methods)] };
    const changed = differences(before, after);
    if (Object.keys(changed).length === 0) return null;
    checkUse(after, takes);
    await savePaymentConnection(tx, { entityId: by.entityId, provider }, after);
    return { kind: 'payments_connected', data: { provider, changed } };
  });
}

/** Only what is switched on must be able to work: anybody may switch it off. */
function checkUse(
  { enabled, methods }: PaymentConnectionForm,
  takes: readonly OnlinePaymentMethod[] | null,
): void {
  if (!enabled) return;
  if (takes === null) throw new RefusedError('payment_connector_not_set');
  const known = methods.every((method) => takes.includes(method));
  if (methods.length === 0 || !known) throw new RefusedError('validation_failed', { field: 'methods' });
}
