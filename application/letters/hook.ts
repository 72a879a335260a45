/** Where a provider of letters tells its news, and by what it shows that it was told where. */
import { createHmac } from 'node:crypto';

export function hookUrl(publicUrl: string, hookKey: string): string {
  return `${publicUrl}/api/hooks/letters/${hookKey}`;
}

/** By which a notification shows that it comes from whom we gave the address to. */
export function hookAccount(secret: string, hookKey: string): { login: string; password: string } {
  const password = createHmac('sha256', secret).update(`letter-hook/${hookKey}`).digest('base64url');
  return { login: 'relance', password };
}
