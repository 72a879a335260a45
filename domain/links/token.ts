/** The shape of link tokens: each kind announces itself, so that no page mistakes one for another (I-5, B2). */
import type { LinkKind } from '../vocabulary/visitors.ts';

/** Random part: 256 bits in base64url. */
export const randomLength = 43;

export const tokenPrefixes: Record<LinkKind, string> = {
  customer: 'rc_',
  internal: 'ri_',
  integration: 'rx_',
  letter: 'rl_',
};

/** The kind a token claims; null for anything that is not a token. What it opens is in the database. */
export function tokenKind(token: string): LinkKind | null {
  const kind = (Object.keys(tokenPrefixes) as LinkKind[]).find((one) => token.startsWith(tokenPrefixes[one]));
  if (kind === undefined) return null;
  return /^[A-Za-z0-9_-]{43}$/.test(token.slice(tokenPrefixes[kind].length)) ? kind : null;
}
