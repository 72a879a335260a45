/** Mail that came in, and the addresses that take it. */
import { selfAnswerKinds, type SelfAnswerKind } from '../../../domain/vocabulary/answers.ts';
import type { Db } from '../../client.ts';
import { Prisma } from '../../client.ts';

const select = {
  id: true,
  legalEntityId: true,
  fileId: true,
  transport: true,
  envelopeFrom: true,
  remoteAddress: true,
  helo: true,
  recipients: true,
  receivedAt: true,
  state: true,
  kind: true,
  messageId: true,
  subject: true,
  fromName: true,
  fromAddress: true,
  sentAt: true,
  attachmentCount: true,
  reading: true,
  readAt: true,
  authentication: true,
  dismissedAt: true,
  filings: { select: { customerId: true, commentId: true, endedAt: true } },
} satisfies Prisma.InboundMailSelect;

export type StoredMail = Prisma.InboundMailGetPayload<{ select: typeof select }>;

export async function mailById(db: Db, id: string): Promise<StoredMail> {
  return db.inboundMail.findUniqueOrThrow({ where: { id }, select });
}

/** The same for the rest of the transaction: filed by one at a time. */
export async function lockMail(tx: Db, id: string): Promise<StoredMail> {
  await tx.$queryRaw(Prisma.sql`SELECT 1 FROM "InboundMail" WHERE "id" = ${id}::uuid FOR UPDATE`);
  return mailById(tx, id);
}

/** The same of an entity; null: it has none with this id. */
export async function lockMailOf(
  tx: Db,
  { entityId, mailId }: { entityId: string; mailId: string },
): Promise<StoredMail | null> {
  const own = await tx.inboundMail.count({ where: { id: mailId, legalEntityId: entityId } });
  return own === 0 ? null : lockMail(tx, mailId);
}

/** Entities that take mail, with their schemes. */
export async function captureSchemes(
  db: Db,
): Promise<{ legalEntityId: string; scheme: unknown; test: unknown }[]> {
  const rows = await db.legalEntity.findMany({
    where: { captureScheme: { not: Prisma.DbNull } },
    orderBy: { createdAt: 'asc' },
    select: { id: true, captureScheme: true, captureTest: true },
  });
  return rows.map(({ id, captureScheme, captureTest }) => ({
    legalEntityId: id,
    scheme: captureScheme,
    test: captureTest,
  }));
}

export interface CaptureSettings {
  scheme: unknown;
  /** Whether it is checked that mail comes from where its sender says. */
  checksSenders: boolean;
  /** The server whose `Authentication-Results` are believed; null: none. */
  authserv: string | null;
  keepsFiles: boolean;
  /** Messages name the address in copy as well. */
  inCopy: boolean;
  /** Kinds of answers that leave without a person. */
  selfAnswers: SelfAnswerKind[];
  /** CaptureTest of domain/model/capture.ts */
  test: unknown;
}

export async function captureSettings(db: Db, legalEntityId: string): Promise<CaptureSettings> {
  const row = await db.legalEntity.findUniqueOrThrow({
    where: { id: legalEntityId },
    select: {
      captureScheme: true,
      captureKeepsFiles: true,
      captureInCopy: true,
      captureTest: true,
      captureChecksSenders: true,
      captureAuthserv: true,
      captureSelfAnswers: true,
    },
  });
  return {
    scheme: row.captureScheme,
    keepsFiles: row.captureKeepsFiles,
    inCopy: row.captureInCopy,
    test: row.captureTest,
    checksSenders: row.captureChecksSenders,
    authserv: row.captureAuthserv,
    selfAnswers: selfAnswerKinds.filter((kind) => row.captureSelfAnswers.includes(kind)),
  };
}

export async function senderSettings(
  db: Db,
  legalEntityId: string,
): Promise<Pick<CaptureSettings, 'checksSenders' | 'authserv'>> {
  return captureSettings(db, legalEntityId);
}

export async function captureSchemeOf(db: Db, legalEntityId: string): Promise<unknown> {
  return (await captureSettings(db, legalEntityId)).scheme;
}

/** Whose addresses these are, of those that were not withdrawn; by token. */
export async function customersOfTokens(
  db: Db,
  legalEntityId: string,
  tokens: string[],
): Promise<Map<string, string>> {
  if (tokens.length === 0) return new Map();
  const rows = await db.captureAddress.findMany({
    where: { token: { in: tokens }, withdrawnAt: null, customer: { legalEntityId } },
    select: { token: true, customerId: true },
  });
  return new Map(rows.map(({ token, customerId }) => [token, customerId]));
}

/** To which customers messages of ours went, by the Message-ID that they left with; what colleagues were sent is none. */
export async function customersOfMessages(
  db: Db,
  legalEntityId: string,
  references: string[],
): Promise<Map<string, string>> {
  if (references.length === 0) return new Map();
  const rows = await db.outboundMessage.findMany({
    where: {
      legalEntityId,
      reference: { in: references },
      customerId: { not: null },
      channel: 'email',
      OR: [{ actionId: { not: null } }, { notice: { kind: { in: ['answer_to_customer', 'renewed_link'] } } }],
    },
    select: { reference: true, customerId: true },
  });
  return new Map(rows.map(({ reference, customerId }) => [reference, customerId!]));
}

/** Messages of the entity that left with these Message-IDs. */
export async function messagesReferredTo(
  db: Db,
  { entityId, references }: { entityId: string; references: string[] },
): Promise<{ id: string; reference: string; subject: string; createdAt: Date }[]> {
  if (references.length === 0) return [];
  return db.outboundMessage.findMany({
    where: { legalEntityId: entityId, reference: { in: references }, channel: 'email' },
    select: { id: true, reference: true, subject: true, createdAt: true },
  });
}

/** Whether this is the Message-ID of a message that left here. */
export async function isMessageOfOurs(db: Db, legalEntityId: string, reference: string): Promise<boolean> {
  return (await db.outboundMessage.count({ where: { legalEntityId, reference }, take: 1 })) > 0;
}

/** Whose page these links open, or once opened; by hash of the token. */
export async function customersOfLinks(
  db: Db,
  legalEntityId: string,
  tokenHashes: string[],
): Promise<Map<string, string>> {
  if (tokenHashes.length === 0) return new Map();
  const rows = await db.pageLink.findMany({
    where: { legalEntityId, kind: 'customer', tokenHash: { in: tokenHashes } },
    select: { tokenHash: true, customerId: true },
  });
  return new Map(rows.map(({ tokenHash, customerId }) => [tokenHash, customerId]));
}

/** The customer that a person has named for mail of this sender. */
export async function customerOfSender(
  db: Db,
  legalEntityId: string,
  address: string,
): Promise<string | null> {
  const row = await db.senderRule.findUnique({
    where: { legalEntityId_address: { legalEntityId, address } },
    select: { customerId: true },
  });
  return row?.customerId ?? null;
}

/** Whether messages to the customer carry a capture address, and how those of its entity look. */
export async function captureOfCustomer(
  db: Db,
  customerId: string,
): Promise<{ isOn: boolean; scheme: unknown }> {
  const { replyCapture, legalEntity } = await db.customer.findUniqueOrThrow({
    where: { id: customerId },
    select: { replyCapture: true, legalEntity: { select: { captureScheme: true } } },
  });
  return { isOn: replyCapture, scheme: legalEntity.captureScheme };
}

export async function captureAddressesOf(db: Db, customerId: string) {
  return db.captureAddress.findMany({
    where: { customerId },
    orderBy: [{ createdAt: 'desc' }, { token: 'asc' }],
    take: 100,
    select: { token: true, createdAt: true, createdBy: true, withdrawnAt: true, withdrawnBy: true },
  });
}

export async function liveCaptureToken(db: Db, customerId: string): Promise<string | null> {
  const row = await db.captureAddress.findFirst({
    where: { customerId, withdrawnAt: null },
    orderBy: { createdAt: 'desc' },
    select: { token: true },
  });
  return row?.token ?? null;
}
