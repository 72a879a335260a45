/** What every door for mail does: it knows which addresses are ours, and takes what is sent to them. */
import { generalAddress, isGeneralAddress, readCaptureAddress } from '../../domain/capture/address.ts';
import { headerRecipients } from '../../domain/capture/header-recipients.ts';
import { RefusedError } from '../../domain/errors.ts';
import { captureSchema, captureTest } from '../../domain/model/capture.ts';
import type { PrismaClient } from '../../prisma/client.ts';
import { captureSchemes, customersOfTokens } from '../../prisma/queries/inbound/read.ts';
import { receiveMail, type IncomingMail } from './receive.ts';
import { isAddressOf, withoutTest } from './self-test.ts';

/**
 * Whose address it is: of a customer now, or that of a company for all of them, whose mail is filed by what it answers.
 * Null: nobody's, or it was withdrawn.
 */
export async function placeOf(
  db: PrismaClient,
  address: string,
): Promise<{ legalEntityId: string } | 'mistyped' | null> {
  let isMistyped = false;
  for (const { legalEntityId, scheme: stored, test: asked } of await captureSchemes(db)) {
    const scheme = captureSchema.parse(stored);
    const test = captureTest.nullable().parse(asked);
    if (test !== null && isAddressOf(test, address, scheme)) return { legalEntityId };
    if (isGeneralAddress(address, scheme)) return { legalEntityId };
    const read = readCaptureAddress(address, scheme);
    if (read === 'mistyped') isMistyped = true;
    if (read === null || typeof read !== 'object') continue;
    const known = await customersOfTokens(db, legalEntityId, [read.token]);
    if (known.size > 0) return { legalEntityId };
  }
  return isMistyped ? 'mistyped' : null;
}

/**
 * A mail out of a mailbox of ours: it is ours whomever it names. Where no address tells, it is of the company whose domain
 * it names, or of the first, and filed by what it answers or by a person: nothing in the mailbox is dropped.
 */
export async function takeFromMailbox(
  db: PrismaClient,
  { raw, at }: { raw: Uint8Array; at: Date },
): Promise<void> {
  const recipients = headerRecipients(raw);
  const mail = { raw, transport: 'imap' as const, envelopeFrom: null, at };
  if ((await takeMail(db, { ...mail, recipients })) > 0) return;
  const schemes = (await captureSchemes(db)).map(({ scheme }) => captureSchema.parse(scheme));
  const named = schemes.find(({ domain }) =>
    recipients.some((one) => one.endsWith(`@${domain.toLowerCase()}`)),
  );
  const scheme = named ?? schemes[0];
  if (scheme === undefined) throw new RefusedError('capture_off');
  await takeMail(db, { ...mail, recipients: [generalAddress(scheme)] });
}

/**
 * Takes a mail for each company that it was sent to; when this returns it is durable. Answers to how many of the
 * recipients; 0: none of them is ours, and nothing is stored.
 *
 * @param only mail for other companies is left to their own doors
 * @throws RefusedError `file_too_large`
 */
export async function takeMail(
  db: PrismaClient,
  { recipients, only, ...mail }: Omit<IncomingMail, 'legalEntityId'> & { only?: string },
): Promise<number> {
  const byEntity = new Map<string, string[]>();
  for (const address of new Set(recipients.map((one) => one.toLowerCase()))) {
    const place = await placeOf(db, address);
    if (place === null || place === 'mistyped') continue;
    const { legalEntityId } = place;
    if (only !== undefined && only !== legalEntityId) continue;
    byEntity.set(legalEntityId, [...(byEntity.get(legalEntityId) ?? []), address]);
  }
  for (const [legalEntityId, addresses] of byEntity) {
    const { transport, at } = mail;
    const own = await withoutTest(db, { legalEntityId, recipients: addresses, transport, at });
    if (own.length > 0) await receiveMail(db, { ...mail, legalEntityId, recipients: own });
  }
  return [...byEntity.values()].flat().length;
}
