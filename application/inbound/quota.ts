/**
 * How many mails a day an address takes, and a sender may bring to a company (E9): whoever floods one address fills no
 * disk and holds up nobody else. What is over is refused for now: its sender's server keeps it and tries again.
 */
import { headerSender } from '../../domain/capture/header-recipients.ts';
import { mostMailsADay, type MailLimits } from '../../domain/capture/quota.ts';
import { isGeneralAddress } from '../../domain/capture/address.ts';
import { captureSchema } from '../../domain/model/capture.ts';
import type { MailQuota } from '../../domain/vocabulary/mail.ts';
import type { Db, PrismaClient } from '../../prisma/client.ts';
import { captureSchemeOf } from '../../prisma/queries/inbound/read.ts';
import { addMailCounts, mailsTaken, type MailCountKey } from '../../prisma/queries/capture/counts.ts';

export interface MailAtDoor {
  legalEntityId: string;
  /** Address of ours. */
  recipient: string;
  /** Who hands it over; empty: the null path of bounces; null: not known. Neither is counted by sender. */
  sender: string | null;
  at: Date;
}

/** What is used up, which is counted as refused; null: the mail may come. */
export async function usedUp(
  db: PrismaClient,
  mail: MailAtDoor,
  limits: MailLimits,
): Promise<MailQuota | null> {
  const { legalEntityId, at } = mail;
  const recipient = mail.recipient.toLowerCase();
  const scheme = captureSchema.nullable().parse(await captureSchemeOf(db, legalEntityId));
  const isGeneral = scheme !== null && isGeneralAddress(recipient, scheme);
  const keys: MailCountKey[] = [{ kind: 'address', value: recipient }, ...senderKey(mail.sender)];
  const taken = await mailsTaken(db, { legalEntityId, day: dayOf(at), keys });
  const over = keys.find(({ kind }, index) => taken[index]! >= mostMailsADay(limits, kind, isGeneral));
  if (over === undefined) return null;
  await addMailCounts(db, { legalEntityId, day: dayOf(at), keys: [over], column: 'refused' });
  return over.kind;
}

/** One mail that was taken, in the transaction that stores it. */
export async function countMail(
  tx: Db,
  mail: {
    legalEntityId: string;
    recipients: string[];
    envelopeFrom: string | null;
    raw: Uint8Array;
    at: Date;
  },
): Promise<void> {
  const { legalEntityId, recipients, at } = mail;
  const keys = [
    ...[...new Set(recipients)].map((value): MailCountKey => ({
      kind: 'address',
      value: value.toLowerCase(),
    })),
    ...senderKey(mail.envelopeFrom ?? headerSender(mail.raw)),
  ];
  await addMailCounts(tx, { legalEntityId, day: dayOf(at), keys, column: 'taken' });
}

/** Days begin at midnight UTC for every company: a server tries again for days. */
export function dayOf(at: Date): string {
  return at.toISOString().slice(0, 10);
}

/** Until more may come. */
export function secondsToNextDay(at: Date): number {
  return 86_400 - Math.floor((at.getTime() / 1000) % 86_400);
}

function senderKey(sender: string | null): MailCountKey[] {
  return sender === null || sender === ''
    ? []
    : [{ kind: 'sender', value: sender.toLowerCase().slice(0, 320) }];
}
