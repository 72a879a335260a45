/** Rows of mail that came in, and of where it stands. */
import type { FiledBy, InboundMailState, MailTransport } from '../../../domain/vocabulary/mail.ts';
import { Prisma, type Db, type FactsTransaction } from '../../client.ts';

export interface NewInboundMail {
  legalEntityId: string;
  fileId: string;
  identity: string;
  transport: MailTransport;
  envelopeFrom: string | null;
  remoteAddress: string | null;
  helo: string | null;
  recipients: string[];
  at: Date;
}

/** Null: the entity has this mail already. */
export async function createInboundMail(tx: Db, { at, ...mail }: NewInboundMail): Promise<string | null> {
  const [row] = await tx.inboundMail.createManyAndReturn({
    data: [{ ...mail, receivedAt: at }],
    skipDuplicates: true,
    select: { id: true },
  });
  return row?.id ?? null;
}

/** The addresses of another copy; answers the mail, and whether there is one that was not known. */
export async function addRecipients(
  tx: Db,
  { legalEntityId, identity, recipients }: Pick<NewInboundMail, 'legalEntityId' | 'identity' | 'recipients'>,
): Promise<{ id: string; added: boolean }> {
  await tx.$queryRaw(Prisma.sql`SELECT 1 FROM "InboundMail"
    WHERE "legalEntityId" = ${legalEntityId}::uuid AND "identity" = ${identity} FOR UPDATE`);
  const mail = await tx.inboundMail.findUniqueOrThrow({
    where: { legalEntityId_identity: { legalEntityId, identity } },
    select: { id: true, recipients: true },
  });
  const all = [...new Set([...mail.recipients, ...recipients])];
  const added = all.length > mail.recipients.length;
  if (added) {
    await tx.inboundMail.update({
      where: { id: mail.id },
      data: { recipients: all, state: 'stored' },
      select: { id: true },
    });
  }
  return { id: mail.id, added };
}

export async function createFiling(
  tx: FactsTransaction,
  filing: {
    mailId: string;
    customerId: string;
    filedBy: FiledBy;
    userId: string | null;
    commentId: string | null;
    at: Date;
  },
): Promise<void> {
  const { at, mailId, customerId, ...row } = filing;
  const data = { ...row, filedAt: at, endedAt: null };
  await tx.mailFiling.upsert({
    where: { mailId_customerId: { mailId, customerId } },
    create: { mailId, customerId, ...data },
    update: data,
    select: { mailId: true },
  });
}

/** It does not stand with this customer any more. */
export async function endFiling(
  tx: FactsTransaction,
  { mailId, customerId, at }: { mailId: string; customerId: string; at: Date },
): Promise<void> {
  await tx.mailFiling.update({
    where: { mailId_customerId: { mailId, customerId } },
    data: { endedAt: at, commentId: null },
    select: { mailId: true },
  });
}

/** @param dismissed by whom it is put aside; null: it is not any more; absent: as it was */
export async function setMailState(
  tx: Db,
  mailId: string,
  state: InboundMailState,
  dismissed?: { at: Date; userId: string } | null,
): Promise<void> {
  const by =
    dismissed === undefined
      ? {}
      : { dismissedAt: dismissed?.at ?? null, dismissedBy: dismissed?.userId ?? null };
  await tx.inboundMail.update({ where: { id: mailId }, data: { state, ...by }, select: { id: true } });
}

/** Mail that waits for a person, of a sender or as named, is to be filed once more; answers which, at most 500. */
export async function takeWaitingOf(
  tx: Db,
  {
    legalEntityId,
    fromAddress,
    mailIds,
  }: { legalEntityId: string; fromAddress?: string; mailIds?: string[] },
): Promise<string[]> {
  const rows = await tx.inboundMail.findMany({
    where: {
      legalEntityId,
      state: 'unassigned',
      ...(fromAddress === undefined ? {} : { fromAddress }),
      ...(mailIds === undefined ? {} : { id: { in: mailIds } }),
    },
    select: { id: true },
    take: 500,
  });
  const ids = rows.map(({ id }) => id);
  await tx.inboundMail.updateMany({
    where: { id: { in: ids }, state: 'unassigned' },
    data: { state: 'stored' },
  });
  return ids;
}
