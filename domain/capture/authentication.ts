/**
 * Whether the domain of a sender vouches for a mail (R-9, E1), by what SPF, DKIM and DMARC found (RFC 7208, 6376, 9989).
 * Trouble with DNS is never taken for a forgery, and a result that concerns another domain than the sender's neither
 * helps nor harms.
 */
import type { SenderEvidence } from '../model/sender-evidence.ts';
import type { Authentication } from '../vocabulary/mail.ts';

/** Null: nothing is known of where it comes from. */
export function authenticationOf(evidence: SenderEvidence | null): Authentication {
  if (evidence === null) return 'not_checked';
  const { by, from, spf, dkim, dmarc } = evidence;
  if (from === null) return 'unproven';
  const own = [...(spf === null ? [] : [spf]), ...dkim].filter(({ domain }) => isAligned(domain, from));
  const verdict = dmarc?.result ?? 'none';
  if (verdict === 'pass') return 'passed';
  if (verdict === 'none' && own.some(({ result }) => result === 'pass')) return 'passed';
  const isUnsure = verdict === 'temperror' || own.some(({ result }) => result === 'temperror');
  // Without the way of the mail SPF could still prove it; what another server has found is complete as it is.
  if (isUnsure || (by === 'own_checks' && spf === null)) return 'not_checked';
  if (verdict === 'fail') return 'failed';
  return verdict === 'none' && spf?.result === 'fail' && isAligned(spf.domain, from) ? 'failed' : 'unproven';
}

/** Relaxed alignment: one domain, or one below the other. A domain with one label is nobody's. */
function isAligned(domain: string | null, from: string): boolean {
  if (domain === null || !domain.includes('.') || !from.includes('.')) return false;
  return domain === from || domain.endsWith(`.${from}`) || from.endsWith(`.${domain}`);
}
