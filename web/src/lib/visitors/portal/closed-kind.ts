/** Why a page is not shown, as its visitor reads it. */
export type ClosedKind =
  | 'expired'
  | 'revoked'
  | 'off'
  | 'unknown'
  | 'busy'
  | 'neutral'
  | 'broken'
  | 'left'
  | 'renewed'
  | 'way'
  | 'asked';

const kinds: Record<string, ClosedKind> = {
  link_expired: 'expired',
  link_revoked: 'revoked',
  pages_off: 'off',
  link_unknown: 'unknown',
  not_signed_in: 'unknown',
  validation_failed: 'unknown',
  too_many_attempts: 'busy',
};

/** By the refusal of the API. */
export function closedKind(code: string): ClosedKind {
  return kinds[code] ?? 'broken';
}
