/**
 * The capture addresses of a customer: made when one is needed first, made and withdrawn by people; several may
 * live. Whether messages carry one is a switch of the customer; what comes to a live one is filed either way,
 * because nothing that was written may be lost.
 */
import { randomBytes } from 'node:crypto';
import { captureToken } from '../../domain/capture/address.ts';
import { RefusedError } from '../../domain/errors.ts';
import { type Db, Prisma } from '../../prisma/client.ts';
import { liveCaptureToken } from '../../prisma/queries/inbound/read.ts';
import { createCaptureAddress, withdrawCaptureAddresses } from '../../prisma/queries/capture/write.ts';
import type { ActResult, FactScope } from '../act.ts';

/** The token of the newest that is live; where there is none, one is made. */
export async function captureTokenOf(tx: Db, customerId: string, at: Date): Promise<string> {
  const known = await liveCaptureToken(tx, customerId);
  if (known !== null) return known;
  // Two at once agree on one.
  await tx.$queryRaw(Prisma.sql`SELECT 1 FROM "Customer" WHERE "id" = ${customerId}::uuid FOR NO KEY UPDATE`);
  return (
    (await liveCaptureToken(tx, customerId)) ?? (await makeToken(tx, { customerId, createdBy: null, at }))
  );
}

/** What was handed out before takes no mail any more. Answers the new token. */
export async function renewCaptureAddress(
  tx: Db,
  { customerId, userId, at }: { customerId: string; userId: string; at: Date },
): Promise<string> {
  await withdrawCaptureAddresses(tx, { customerId, userId, at });
  return makeToken(tx, { customerId, createdBy: userId, at });
}

/** One more address. `only`: those handed out before take no mail any more. */
export async function makeCaptureAddress(
  { tx, customerId, userId, at }: FactScope,
  { only }: { only: boolean },
): Promise<ActResult<{ token: string }>> {
  const withdrawn = only ? await withdrawCaptureAddresses(tx, { customerId, userId, at }) : 0;
  const token = await makeToken(tx, { customerId, createdBy: userId, at });
  return {
    answer: { token },
    events: {
      key: `capture/${token}/made`,
      kind: 'capture_address_made',
      data: { address: endOf(token), withdrawn },
      changesFacts: false,
    },
  };
}

/** @throws RefusedError `not_found` for one of others, or one that was withdrawn before */
export async function withdrawCaptureAddress(
  { tx, customerId, userId, at }: FactScope,
  token: string,
): Promise<ActResult<{ ok: true }>> {
  const count = await withdrawCaptureAddresses(tx, { customerId, token, userId, at });
  if (count === 0) throw new RefusedError('not_found');
  return {
    answer: { ok: true },
    events: {
      key: `capture/${token}/withdrawn`,
      kind: 'capture_address_withdrawn',
      data: { address: endOf(token) },
      changesFacts: false,
    },
  };
}

/** In history an address is known by its end: whoever reads there need not be able to write to it. */
function endOf(token: string): string {
  return `…${token.slice(-5)}`;
}

async function makeToken(
  tx: Db,
  address: { customerId: string; createdBy: string | null; at: Date },
): Promise<string> {
  const token = captureToken(randomBytes(10));
  await createCaptureAddress(tx, { ...address, token });
  return token;
}
