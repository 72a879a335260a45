/** Payments that customers start on their page, by a connector that the company is connected to. */

/** Those that are connected; names of files and settings follow these. */
export const paymentConnectorNames = ['stripe'] as const;
export type PaymentConnectorName = (typeof paymentConnectorNames)[number];

export const onlinePaymentMethods = ['card', 'direct_debit', 'transfer'] as const;
export type OnlinePaymentMethod = (typeof onlinePaymentMethods)[number];

/**
 * `opened`: the amount is fixed and the customer is at the connector; `in_progress`: the customer has done their part,
 * the money is on its way; `settled`: it is there; `returned`: it was, and all or a part of it went back.
 */
export const onlinePaymentStates = [
  'opened',
  'in_progress',
  'cancelled',
  'expired',
  'failed',
  'settled',
  'returned',
] as const;
export type OnlinePaymentState = (typeof onlinePaymentStates)[number];

/** Who writes down the money that a connector has: this product at once, or the next ledger or payments file. */
export const paymentBookings = ['at_once', 'by_ledger'] as const;
export type PaymentBooking = (typeof paymentBookings)[number];

/** Why a connector could not do what was asked. */
export const connectorTroubles = [
  'unreachable',
  'timeout',
  'busy',
  'sign_in',
  'not_found',
  'refused',
  'unreadable',
] as const;
export type ConnectorTrouble = (typeof connectorTroubles)[number];
