import type { PaymentConnector } from '../../activities/payments/connector.ts';
import type { OnlinePaymentMethod } from '../../domain/vocabulary/payments.ts';
import { offeredConnections, type OfferedConnection } from '../../prisma/queries/payment-connections/read.ts';
import type { AppDeps, PageVisitor } from '../context.ts';

export interface Offer {
  connector: PaymentConnector;
  connection: OfferedConnection;
  methods: OnlinePaymentMethod[];
}

/** By whom and how a currency can be paid; null: by nobody, and nothing of payments is shown. */
export async function offerFor(
  { db, takers }: Pick<AppDeps, 'db' | 'takers'>,
  { legalEntityId }: Pick<PageVisitor, 'legalEntityId'>,
  currency: string,
): Promise<Offer | null> {
  if (takers === undefined) return null;
  for (const connection of await offeredConnections(db, legalEntityId)) {
    const connector = takers.connectors[connection.provider];
    const possible = connector?.capabilities.methodsFor(currency) ?? [];
    const methods = connection.methods.filter((method) => possible.includes(method));
    if (connector !== undefined && methods.length > 0) return { connector, connection, methods };
  }
  return null;
}
