import { createHmac } from 'node:crypto';

/**
 * 256 bits that nobody can guess without the secret. The token of a link by which a person chooses a password stands
 * only in the message that carries it: it is derived from the installation's secret and the id of the row, so that
 * composing twice gives the same one, and stored as a hash.
 */
export function accountToken(secret: string, accountLinkId: string): string {
  return `ra_${createHmac('sha256', secret).update(`account-link/${accountLinkId}`).digest('base64url')}`;
}
