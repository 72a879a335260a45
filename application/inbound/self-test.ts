/**
 * Whether mail to capture addresses arrives: a company sends itself one, from where its reminders come, to an address of
 * the same form, and it is waited for at every door.
 */
import { randomBytes } from 'node:crypto';
import {
  captureAddress,
  captureToken,
  readCaptureAddress,
  type CaptureScheme,
} from '../../domain/capture/address.ts';
import { captureTest, captureSchema, type CaptureTest } from '../../domain/model/capture.ts';
import { RefusedError } from '../../domain/errors.ts';
import type { MailTransport } from '../../domain/vocabulary/mail.ts';
import type { Db } from '../../prisma/client.ts';
import { captureSettings } from '../../prisma/queries/inbound/read.ts';
import { putCaptureTest } from '../../prisma/queries/capture/write.ts';
import { askNotice } from '../outbox.ts';

/** @throws RefusedError `capture_off` while the company takes no mail */
export async function askCaptureTest(
  tx: Db,
  { entityId, userId, language, at }: { entityId: string; userId: string; language: string; at: Date },
): Promise<{ address: string }> {
  const { scheme } = await captureSettings(tx, entityId);
  if (scheme === null) throw new RefusedError('capture_off');
  const token = captureToken(randomBytes(10));
  const address = captureAddress(captureSchema.parse(scheme), token);
  const test: CaptureTest = {
    token,
    askedAt: at.toISOString(),
    askedBy: userId,
    arrivedAt: null,
    transport: null,
  };
  await putCaptureTest(tx, entityId, test);
  await askNotice(tx, {
    key: `capture-test/${token}`,
    kind: 'test_mail',
    legalEntityId: entityId,
    customerId: null,
    recipientEmail: address,
    recipientName: '',
    language,
    data: { askedBy: userId, isCaptureTest: true },
  });
  return { address };
}

/** The recipients that are customers', of those that a mail came to; that of a test is noted as arrived. */
export async function withoutTest(
  db: Db,
  mail: { legalEntityId: string; recipients: string[]; transport: MailTransport; at: Date },
): Promise<string[]> {
  const settings = await captureSettings(db, mail.legalEntityId);
  const test = captureTest.nullable().parse(settings.test);
  const scheme = captureSchema.nullable().parse(settings.scheme);
  if (test === null || scheme === null) return mail.recipients;
  const rest = mail.recipients.filter((address) => !isAddressOf(test, address, scheme));
  if (rest.length < mail.recipients.length && test.arrivedAt === null) {
    const { transport, at } = mail;
    await putCaptureTest(db, mail.legalEntityId, { ...test, arrivedAt: at.toISOString(), transport });
  }
  return rest;
}

export function isAddressOf({ token }: CaptureTest, address: string, scheme: CaptureScheme): boolean {
  const read = readCaptureAddress(address, scheme);
  return typeof read === 'object' && read?.token === token;
}
