/** Of which payment a notification of Stripe tells. */
import type Stripe from 'stripe';
import type { ConnectorHint } from '../../payments/connector.ts';

export function hintOf({ id, type, data }: Stripe.Event): ConnectorHint[] {
  const object = data.object as {
    object?: string;
    id?: string;
    client_reference_id?: string | null;
    payment_intent?: string | { id: string } | null;
    metadata?: Record<string, string> | null;
  };
  const isIntent = object.object === 'payment_intent' || object.object === 'checkout.session';
  const intent =
    typeof object.payment_intent === 'string' ? object.payment_intent : object.payment_intent?.id;
  const ref = (isIntent ? object.id : intent) ?? null;
  const reference = object.client_reference_id ?? object.metadata?.['relance_payment'] ?? null;
  return ref === null && reference === null ? [] : [{ eventId: id, eventType: type, ref, reference }];
}
