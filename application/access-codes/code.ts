/**
 * One-time codes by which a visitor of a page without account shows that the mailbox of the link is theirs. The
 * code itself stands only in the message that carries it: it is derived from the installation's secret, so that
 * composing twice gives the same one, and stored as a keyed hash.
 */
import { createHmac } from 'node:crypto';

/** Six digits that nobody can guess without the secret. */
export function codeOf(secret: string, codeId: string): string {
  const digest = createHmac('sha256', secret).update(`access-code/${codeId}`).digest();
  return String(digest.readUIntBE(0, 6) % 1_000_000).padStart(6, '0');
}

/** Under which a code is stored. */
export function codeHash(secret: string, codeId: string, code: string): string {
  return createHmac('sha256', secret).update(`access-code-shown/${codeId}/${code}`).digest('hex');
}
