/** Whoever takes payments for this installation, as administrators may see and try them and visitors may be sent to them. */
import type { PaymentConnector, PaymentConnectors } from '../../activities/payments/connector.ts';
import { createPaymentConnectors, type PaymentAccounts } from '../../activities/payments/connectors.ts';
import type { ConnectorTrouble, PaymentConnectorName } from '../../domain/vocabulary/payments.ts';
import type { ConnectionResult } from '../../domain/vocabulary/settings.ts';
import type { PaymentTest } from '../../prisma/queries/payment-connections/read.ts';

export interface PaymentTakers {
  /** Those whose credentials this installation has. */
  connectors: PaymentConnectors;
  /** The page of the sandbox that stands in for all of them; null: money really moves. */
  sandboxUrl: string | null;
}

export function createPaymentTakers(
  accounts: PaymentAccounts & { stripe?: { pagesUrl?: string } | undefined },
): PaymentTakers {
  const { stripe } = accounts;
  return {
    connectors: createPaymentConnectors(accounts),
    sandboxUrl: stripe?.isSandbox === true ? (stripe.pagesUrl ?? null) : null,
  };
}

/** Of an installation without any. */
export const noTakers: PaymentTakers = { connectors: {}, sandboxUrl: null };

const results: Record<ConnectorTrouble, ConnectionResult> = {
  unreachable: 'nobody_listens',
  timeout: 'timeout',
  busy: 'refused',
  sign_in: 'sign_in_refused',
  refused: 'refused',
  not_found: 'refused',
  unreadable: 'unclear',
};

/** Null: there are no credentials to try. */
export async function tryConnector(
  { connectors }: PaymentTakers,
  name: PaymentConnectorName,
): Promise<Omit<PaymentTest, 'tookMs'> | null> {
  const connector: PaymentConnector | undefined = connectors[name];
  if (connector === undefined) return null;
  const { step, failure, answered, methods } = await connector.test();
  return { result: failure === null ? 'works' : results[failure], step, answered, methods };
}
