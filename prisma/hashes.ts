import { createHash } from 'node:crypto';
import { canonicalJson } from '../domain/text/canonical-json.ts';

/** Equal contents hash alike, in any order their names were written: requests, decisions, what somebody saw. */
export function contentHash(content: unknown): string {
  return createHash('sha256').update(canonicalJson(content)).digest('hex');
}

/** What is stored of a token, and under which name its tries are counted: a copy of the database opens nothing. */
export function hashToken(token: string): string {
  return createHash('sha256').update(token).digest('hex');
}

/** An id that follows from what a row is of: written twice it is one row, and it is known before it is written. */
export function idOf(content: string): string {
  const hex = createHash('sha256').update(content).digest('hex');
  const variant = ((parseInt(hex[16]!, 16) & 0x3) | 0x8).toString(16);
  // RFC 9562, version 8: the digits are ours
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-8${hex.slice(13, 16)}-${variant}${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}
