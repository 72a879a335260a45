/** What Maileva's words mean in ours. A word that stands in no list is kept as it is and changes nothing. */
import type { LetterBlock, LetterKind, LetterState } from '../../../domain/vocabulary/letters.ts';
import { isSignedFor } from '../../../domain/letter/course.ts';

/** Of a sending, and of its recipient. */
const sendingStates: Record<string, LetterState | undefined> = {
  PENDING: 'submitted',
  BLOCKED: 'submitted',
  ACCEPTED: 'accepted',
  PREPARING: 'accepted',
  PROCESSED: 'printed',
  PROCESSED_WITH_ERRORS: 'printed',
  REJECTED: 'rejected',
  SENDING_REJECTED: 'rejected',
  CANCELED: 'cancelled',
};

export function stateOfSending(status: string): LetterState | null {
  return sendingStates[status] ?? null;
}

/** By families: taken in charge, on its way, waiting at the post office, delivered, back, forwarded. */
const postal: Record<string, LetterState | undefined> = {
  LP01: 'dispatched',
  LP02: 'printed',
  LP03: 'in_transit',
  LP04: 'in_transit',
  LP05: 'in_transit',
  LP06: 'in_transit',
  LP07: 'in_transit',
  LP08: 'pending_signature',
  LP09: 'presented',
  LP10: 'presented',
  LP11: 'presented',
  LP12: 'in_transit',
  LP13: 'in_transit',
  LP14: 'in_transit',
  LP15: 'delivered',
  LP16: 'delivered',
  LP17: 'returned',
  LP18: 'delivered',
  LP19: 'unclaimed',
  LP20: 'undeliverable',
  LP21: 'undeliverable',
  LP22: 'refused',
  LP23: 'in_transit',
  LP24: 'returned',
  LP25: 'unclaimed',
  LP26: 'in_transit',
  LP27: 'returned',
  LP28: 'delivered',
  LP29: 'delivered',
  N01: 'delivered',
  N02: 'undeliverable',
  N03: 'unclaimed',
  N05: 'refused',
  N07: 'undeliverable',
  N10: 'returned',
};

/** Delivered against a signature, where the kind asks for one. */
export function stateOfPost(code: string, kind: LetterKind): LetterState | null {
  const state = postal[code];
  if (state === undefined) return null;
  return state === 'delivered' && isSignedFor(kind) ? 'signed' : state;
}

const categories: Record<string, LetterState | undefined> = {
  DELIVERING: 'in_transit',
  FIRST_PRESENTATION: 'presented',
  DELIVERED: 'delivered',
  // Why stands in another report, which counts for more.
  UNDELIVERED: 'undeliverable',
};

export function stateOfCategory(category: string, kind: LetterKind): LetterState | null {
  const state = categories[category];
  if (state === undefined) return null;
  return state === 'delivered' && isSignedFor(kind) ? 'signed' : state;
}

/** Of an electronic letter: why it was not delivered tells more than that. */
export function stateOfElectronic(code: string, detail: string | null | undefined): LetterState | null {
  if (code === 'DELIVERING') return 'pending_signature';
  if (code === 'DELIVERED') return 'signed';
  if (code !== 'UNDELIVERED') return null;
  if (detail === 'REFUSED') return 'refused';
  if (detail === 'NOT_CLAIMED') return 'unclaimed';
  return 'undeliverable';
}

const qualified: Record<string, LetterState | undefined> = {
  PENDING: 'submitted',
  TO_UPDATE: 'submitted',
  PROCESSED: 'pending_signature',
  ACCEPTED: 'signed',
  REFUSED: 'refused',
  NOT_CLAIMED: 'unclaimed',
  ERROR: 'undeliverable',
  CANCELED: 'cancelled',
  REJECTED: 'rejected',
};

/** Of the recipient of a qualified letter. */
export function stateOfQualified(status: string): LetterState | null {
  return qualified[status] ?? null;
}

/** Maileva holds letters where the account has no credit, or where it wants an address to be mended. */
export function blockOf(status: string, detail: string | null | undefined): LetterBlock | null {
  if (status === 'TO_UPDATE') return 'address';
  if (status !== 'BLOCKED') return null;
  const said = (detail ?? '').toLowerCase();
  if (said === '' || /cr[eé]dit|solde|paiement|payment|encours/.test(said)) return 'credit';
  if (/adress|address/.test(said)) return 'address';
  return /document|contenu|content/.test(said) ? 'content' : 'other';
}
