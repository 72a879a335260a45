import type { DocumentType } from '../vocabulary/ledger.ts';

/** Credit notes and unapplied payments stand below zero and reduce what is owed; they are never chased. */
export function isCreditType(type: DocumentType): boolean {
  return type === 'credit_note' || type === 'unapplied_payment';
}
