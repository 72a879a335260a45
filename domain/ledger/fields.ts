/** What a column of a ledger file may be, by kind of file. */
import type { ImportKind } from '../vocabulary/imports.ts';

export const itemFields = [
  'number', 'customerNumber', 'dueOn', 'openAmount', 'issuedOn', 'originalAmount', 'currency', 'type', 'instalment',
  'debitAmount', 'creditAmount', 'side', 'paidAmount', 'status', 'paymentStatus', 'paidFlag', 'openFlag',
  'runningBalance', 'paymentMethod', 'purchaseOrder', 'refersTo', 'text', 'pdfUrl', 'customerName', 'country', 'language', 'email', 'contactName', 'phone', 'street',
  'postalCode', 'city',
] as const; // prettier-ignore
export const customerFields = [
  'customerNumber', 'customerName', 'country', 'language', 'timeZone', 'currency', 'email', 'contactName', 'phone',
  'street', 'postalCode', 'city', 'collectorEmail', 'parentNumber', 'segment', 'region',
] as const; // prettier-ignore
export const paymentFields = [
  'customerNumber',
  'number',
  'receivedOn',
  'amount',
  'currency',
  'reference',
  'type',
  'paymentMethod',
] as const;
export type LedgerField =
  (typeof itemFields)[number] | (typeof customerFields)[number] | (typeof paymentFields)[number];

export const fieldsOf: Record<ImportKind, readonly LedgerField[]> = {
  items: itemFields,
  customers: customerFields,
  payments: paymentFields,
  // Files of banks have fields of their own: domain/bank.
  bank_statement: [],
};

export const requiredFields: Record<ImportKind, readonly LedgerField[]> = {
  items: ['number', 'customerNumber', 'dueOn', 'openAmount'],
  customers: ['customerNumber'],
  payments: ['customerNumber', 'receivedOn', 'amount'],
  bank_statement: [],
};

/** Columns that hold amounts. */
export const amountFields: LedgerField[] = [
  'openAmount',
  'originalAmount',
  'amount',
  'debitAmount',
  'creditAmount',
  'paidAmount',
];
