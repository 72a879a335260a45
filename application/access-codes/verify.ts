/** A visitor shows a code, and the browser is known from then on. */
import { timingSafeEqual } from 'node:crypto';
import { deviceExpiry, triesPerCode } from '../../domain/links/access-code.ts';
import type { LinkKind } from '../../domain/vocabulary/visitors.ts';
import type { Db } from '../../prisma/client.ts';
import { newestActiveCode } from '../../prisma/queries/access-codes/read.ts';
import { createDevice, takeTry, useCode } from '../../prisma/queries/access-codes/write.ts';
import { codeHash } from './code.ts';

export interface ShownCode {
  secret: string;
  linkId: string;
  code: string;
  at: Date;
}

export type CodeVerdict =
  /** `email` is the address that it was sent to. */
  { outcome: 'right'; email: string } | { outcome: 'wrong'; triesLeft: number } | { outcome: 'expired' };

/** Takes one try before it looks, so that guesses sent at once are counted one by one. A right code works once. */
export async function verifyCode(db: Db, { secret, linkId, code, at }: ShownCode): Promise<CodeVerdict> {
  const newest = await newestActiveCode(db, { linkId, at });
  if (newest === null) return { outcome: 'expired' };
  const tries = await takeTry(db, newest.id, triesPerCode);
  if (tries === null) return { outcome: 'expired' };
  if (!equal(newest.codeHash!, codeHash(secret, newest.id, code))) {
    return { outcome: 'wrong', triesLeft: triesPerCode - tries };
  }
  return (await useCode(db, newest.id, at))
    ? { outcome: 'right', email: newest.email }
    : { outcome: 'expired' };
}

function equal(one: string, other: string): boolean {
  return one.length === other.length && timingSafeEqual(Buffer.from(one), Buffer.from(other));
}

export interface NewDevice {
  idHash: string;
  kind: LinkKind;
  legalEntityId: string;
  email: string;
  at: Date;
}

/** The browser that has shown a code; known for ninety days. */
export async function rememberDevice(db: Db, { at, email, ...device }: NewDevice): Promise<void> {
  await createDevice(db, {
    ...device,
    email: email.toLowerCase(),
    createdAt: at,
    expiresAt: deviceExpiry(at),
  });
}
