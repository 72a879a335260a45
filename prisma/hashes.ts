import { createHash } from 'node:crypto';
import { canonicalJson } from '../domain/text/canonical-json.ts';

/** Equal contents hash alike, in whatever order their names were written: requests, decisions, what somebody saw. */
export function contentHash(content: unknown): string {
  return createHash('sha256').update(canonicalJson(content)).digest('hex');
}

/** What is stored of a token, and under which name its tries are counted: a copy of the database opens nothing. */
export function hashToken(token: string): string {
  return createHash('sha256').update(token).digest('hex');
}
