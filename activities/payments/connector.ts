/** What a connector that takes payments implements. Nothing else of the product knows one of them. */
import type { PaymentNews } from '../../domain/payment/course.ts';
import type {
  ConnectorTrouble,
  OnlinePaymentMethod,
  PaymentConnectorName,
} from '../../domain/vocabulary/payments.ts';

export interface ConnectorCapabilities {
  methods: readonly OnlinePaymentMethod[];
  /** In which of these methods a currency can be paid. */
  methodsFor(currency: string): readonly OnlinePaymentMethod[];
  /** Minor units of a currency; more than the ledger may hold is refused there anyway. */
  leastMinor: number;
  mostMinor: number;
  /** How long a customer may take to pay once the amount is fixed. */
  openMinutes: number;
  /** Its account is told by this product where to tell news; else a person enters the address there. */
  subscribesItself: boolean;
}

/** All that a connector learns of a payment. */
export interface PaymentIntent {
  /** By which we know it, and the connector too: the same one asked for twice is one payment. */
  id: string;
  amountMinor: number;
  currency: string;
  /** What the customer reads that is paid. */
  title: string;
  methods: readonly OnlinePaymentMethod[];
  /** To whom it is sold; null: the link was made for no address. */
  email: string | null;
  name: string;
  country: string;
  language: string;
  openUntil: Date;
  /** Where the customer comes back to. */
  paidUrl: string;
  backUrl: string;
}

/** The whole truth of the connector about what came in. */
export interface PaymentSnapshot extends PaymentNews {
  method: OnlinePaymentMethod | null;
  /** Why it failed, for people. */
  reason: string | null;
  /** What the connector calls the money, where it tells of it by another name than of the payment. */
  moneyRef: string | null;
}

export interface RefundStatus {
  /** All that went back: refunds, returned debits, disputes that are not won. */
  returnedMinor: number;
  reason: string | null;
}

export interface ConnectorHint {
  eventId: string;
  eventType: string;
  ref: string | null;
  reference: string | null;
}

/** A notification as it came. */
export interface ConnectorNotification {
  headers: { readonly [name: string]: string | undefined };
  body: Uint8Array;
}

export interface TriedConnector {
  /** The last step that was begun. */
  step: 'connect' | 'sign_in' | 'request';
  failure: ConnectorTrouble | null;
  /** What the other side said; no secret. */
  answered: string | null;
  /** What was found to be switched on there. */
  methods: OnlinePaymentMethod[];
}

export interface PaymentConnector {
  readonly name: PaymentConnectorName;
  readonly capabilities: ConnectorCapabilities;
  /** Repeatable for the same id. Throws `ConnectorError`. */
  createIntent(intent: PaymentIntent): Promise<{ ref: string; payUrl: string }>;
  /** Where a payment is; null: the connector knows nothing of it. */
  fetch(ref: string): Promise<PaymentSnapshot | null>;
  /** What of a payment that was received went back. */
  refundStatus(ref: string): Promise<RefundStatus>;
  /** Nobody can pay it any more; what was paid stays paid. */
  close(ref: string): Promise<void>;
  /** What a notification says; empty: nothing of a payment. Null: it does not prove that it comes from the connector, now. */
  parseWebhook(notification: ConnectorNotification): ConnectorHint[] | null;
  /** Asks for notifications at this address; repeatable. */
  subscribe(url: string): Promise<void>;
  /** Signs in and looks; asks for no money. */
  test(): Promise<TriedConnector>;
}

export type PaymentConnectors = { readonly [name in PaymentConnectorName]?: PaymentConnector };

/** A call that did not do what was asked. */
export class ConnectorError extends Error {
  readonly trouble: ConnectorTrouble;

  constructor(trouble: ConnectorTrouble, text: string) {
    super(text);
    this.name = 'ConnectorError';
    this.trouble = trouble;
  }
}
