/** The secret with which programs sign the mails that they hand over by webhook. */
import { createHmac, timingSafeEqual } from 'node:crypto';

/** Of one company, made of the key of the installation: nothing is stored that could be read. */
export function mailHookSecret(secret: string, legalEntityId: string): string {
  return createHmac('sha256', secret).update(`mail-hook/${legalEntityId}`).digest('base64url');
}

/** How old a signature may be: clocks differ, and a mail that is sent again is known. */
const freshMs = 5 * 60_000;

/**
 * Whether `header` signs the bytes: `t=1764000000,v1=<hex>`, the HMAC-SHA-256 with the secret of the company over the
 * seconds, a full stop and the bytes.
 */
export function isSignedBy(
  hookSecret: string,
  { header, raw, at }: { header: string; raw: Uint8Array; at: Date },
): boolean {
  const [, seconds, signature] = /^t=(\d{9,11}),v1=([0-9a-f]{64})$/.exec(header) ?? [];
  if (seconds === undefined || signature === undefined) return false;
  if (Math.abs(at.getTime() - Number(seconds) * 1000) > freshMs) return false;
  const expected = createHmac('sha256', hookSecret).update(`${seconds}.`).update(raw).digest();
  return timingSafeEqual(expected, Buffer.from(signature, 'hex'));
}
