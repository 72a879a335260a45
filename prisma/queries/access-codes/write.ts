/**
 * One-time codes by which a visitor of a page without account shows that the mailbox of the link is theirs. The
 * code itself stands only in the message that carries it: it is derived from the installation's secret, so that
 * composing twice gives the same one, and stored as a keyed hash.
 */
import { createHmac, timingSafeEqual } from 'node:crypto';
import type { LinkKind } from '../../../domain/vocabulary/visitors.ts';
import type { Db } from '../../client.ts';
import { codeOf } from './read.ts';

export const codeMinutes = 10;
const triesPerCode = 5;
export const deviceDays = 90;
const dayMs = 24 * 60 * 60_000;
/** How many codes a link may ask for; by the day as well, for the sake of the mailbox and of six digits. */
const windows = [
  { lengthMs: 10 * 60_000, codes: 3 },
  { lengthMs: dayMs, codes: 12 },
] as const;

function codeHash(secret: string, codeId: string, code: string): string {
  return createHmac('sha256', secret).update(`access-code-shown/${codeId}/${code}`).digest('hex');
}

/** Asks for a code for the address of a link; a number: too many were asked for, wait so many seconds. */
export async function requestCode(
  db: Db,
  { linkId, email, at }: { linkId: string; email: string; at: Date },
): Promise<{ codeId: string } | { waitSeconds: number }> {
  // One link's requests stand in line, so that many sent at once are counted one by one.
  await db.$queryRaw`SELECT "id" FROM "PageLink" WHERE "id" = ${linkId}::uuid FOR UPDATE`;
  for (const { lengthMs, codes } of windows) {
    const newest = await db.accessCode.findMany({
      where: { linkId, createdAt: { gt: new Date(at.getTime() - lengthMs) } },
      orderBy: { createdAt: 'desc' },
      take: codes,
      select: { createdAt: true },
    });
    const first = newest[codes - 1];
    if (first === undefined) continue;
    const freeAt = first.createdAt.getTime() + lengthMs;
    return { waitSeconds: Math.max(1, Math.ceil((freeAt - at.getTime()) / 1000)) };
  }
  const expiresAt = expiryFrom(at);
  const { id } = await db.accessCode.create({
    data: { linkId, email: email.toLowerCase(), createdAt: at, expiresAt },
    select: { id: true },
  });
  return { codeId: id };
}

/** Its minutes begin anew: it has not left yet, and whoever waits for it is not to get one that is over. */
export async function renewCode(db: Db, codeId: string, at: Date): Promise<void> {
  await db.accessCode.updateMany({
    where: { id: codeId, usedAt: null },
    data: { expiresAt: expiryFrom(at) },
  });
}

function expiryFrom(at: Date): Date {
  return new Date(at.getTime() + codeMinutes * 60_000);
}

/**
 * The message with the code is about to be frozen: from now on the code works, for its minutes, and older ones of the
 * link do not.
 */
export async function armCode(
  db: Db,
  { secret, codeId, at }: { secret: string; codeId: string; at: Date },
): Promise<string> {
  const code = codeOf(secret, codeId);
  const { linkId, createdAt } = await db.accessCode.update({
    where: { id: codeId },
    data: { codeHash: codeHash(secret, codeId, code), expiresAt: expiryFrom(at) },
    select: { linkId: true, createdAt: true },
  });
  await db.accessCode.updateMany({
    where: { linkId, id: { not: codeId }, createdAt: { lte: createdAt }, usedAt: null },
    data: { codeHash: null },
  });
  return code;
}

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
export async function tryCode(db: Db, { secret, linkId, code, at }: ShownCode): Promise<CodeVerdict> {
  const newest = await db.accessCode.findFirst({
    where: { linkId, codeHash: { not: null }, usedAt: null, expiresAt: { gt: at } },
    orderBy: { createdAt: 'desc' },
    select: { id: true, codeHash: true, email: true },
  });
  if (newest === null) return { outcome: 'expired' };
  const taken = await db.accessCode.updateManyAndReturn({
    where: { id: newest.id, usedAt: null, tries: { lt: triesPerCode } },
    data: { tries: { increment: 1 } },
    select: { tries: true },
  });
  const tries = taken[0]?.tries;
  if (tries === undefined) return { outcome: 'expired' };
  if (!equal(newest.codeHash!, codeHash(secret, newest.id, code))) {
    return { outcome: 'wrong', triesLeft: triesPerCode - tries };
  }
  const { count } = await db.accessCode.updateMany({
    where: { id: newest.id, usedAt: null },
    data: { usedAt: at },
  });
  return count === 1 ? { outcome: 'right', email: newest.email } : { outcome: 'expired' };
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
  // Nothing is read back: visitors may not see browsers.
  await db.pageDevice.createMany({
    data: [
      {
        ...device,
        email: email.toLowerCase(),
        createdAt: at,
        expiresAt: new Date(at.getTime() + deviceDays * dayMs),
      },
    ],
  });
}
