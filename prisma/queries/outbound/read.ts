/** Messages on their way, as the protocol and the case read them. */
import type { Channel } from '../../../domain/vocabulary/channels.ts';
import type { OutboundState } from '../../../domain/vocabulary/messages.ts';
import { prepared, Prisma, type Db } from '../../client.ts';

export interface OutboundRow {
  id: string;
  dispatchKey: string;
  legalEntityId: string;
  customerId: string | null;
  actionId: string | null;
  noticeId: string | null;
  channel: Channel;
  reference: string;
  recipientAddress: string;
  state: OutboundState;
  attempt: number;
  positionVersion: bigint;
  sealedBytes: Uint8Array | null;
  frozenBytes: Uint8Array | null;
  frozenSha256: string | null;
  frozenAt: Date | null;
  retryAt: Date | null;
  bouncedAt: Date | null;
}

const rowSelect = {
  id: true,
  dispatchKey: true,
  legalEntityId: true,
  customerId: true,
  actionId: true,
  noticeId: true,
  channel: true,
  reference: true,
  recipientAddress: true,
  state: true,
  attempt: true,
  positionVersion: true,
  sealedBytes: true,
  frozenBytes: true,
  frozenSha256: true,
  frozenAt: true,
  retryAt: true,
  bouncedAt: true,
} satisfies Prisma.OutboundMessageSelect;

export async function outboundRow(db: Db, id: string): Promise<OutboundRow | null> {
  return db.outboundMessage.findUnique({ where: { id }, select: rowSelect });
}

export async function outboundByKey(db: Db, dispatchKey: string): Promise<OutboundRow | null> {
  return db.outboundMessage.findUnique({ where: { dispatchKey }, select: rowSelect });
}

/** What the intent of a message stands on: mail domains of the company, and the reference that the message has already. */
export interface FreezeContext {
  ownDomains: string[];
  reference: string | null;
}

export async function readFreezeContext(
  db: Db,
  { legalEntityId, dispatchKey }: { legalEntityId: string; dispatchKey: string },
): Promise<FreezeContext> {
  const [context] = await db.$queryRaw<FreezeContext[]>(Prisma.sql`${prepared}
    SELECT e."ownDomains", m."reference" FROM "LegalEntity" e
    LEFT JOIN "OutboundMessage" m ON m."dispatchKey" = ${dispatchKey}
    WHERE e."id" = ${legalEntityId}::uuid`);
  if (!context) throw new Error(`entity ${legalEntityId} is not there`);
  return context;
}

/** References of what was sent to an address of the customer, oldest first, for threading. */
export async function sentReferences(
  db: Db,
  customerId: string,
  recipientAddress: string,
): Promise<string[]> {
  const rows = await db.outboundMessage.findMany({
    where: { customerId, recipientAddress, state: { in: ['accepted', 'resolved_sent'] } },
    orderBy: { createdAt: 'desc' },
    take: 10,
    select: { reference: true },
  });
  return rows.map((row) => row.reference).reverse();
}

/** A message of an action as far as its recording needs it. */
export interface ActionMessage {
  id: string;
  actionId: string;
  dispatchKey: string;
  reference: string;
  state: OutboundState;
  attempt: number;
  recipientAddress: string;
  subject: string;
  /** The carrier's last words, for people. */
  response: string | null;
  retryAt: Date | null;
  /** With us until then, and may be taken back. */
  heldUntil: Date | null;
  /** The version of the position that it was made from. */
  positionVersion: bigint;
  /** When it was last handed over. */
  leftAt: Date | null;
}

/** The messages of the actions `ids`, with what their attempts came to, as JSON of the database. */
export function messagesJson(ids: Prisma.Sql): Prisma.Sql {
  return Prisma.sql`(
    SELECT coalesce(json_agg(json_build_object(
      'id', m."id", 'actionId', m."actionId", 'state', m."state", 'attempt', m."attempt", 'dispatchKey', m."dispatchKey",
      'reference', m."reference", 'recipientAddress', m."recipientAddress", 'subject', m."subject",
      'retryAt', (extract(epoch FROM m."retryAt") * 1000)::bigint, 'positionVersion', m."positionVersion"::text,
      'heldUntil', (extract(epoch FROM m."heldUntil") * 1000)::bigint, 'response', said."response",
      'leftAt', (extract(epoch FROM gone."gatePassedAt") * 1000)::bigint) ORDER BY m."createdAt", m."id"), '[]')
    FROM "OutboundMessage" m
    LEFT JOIN LATERAL (
      SELECT t."response" FROM "OutboundAttempt" t WHERE t."messageId" = m."id"
      ORDER BY t."attempt" DESC LIMIT 1) said ON true
    LEFT JOIN LATERAL (
      SELECT t."gatePassedAt" FROM "OutboundAttempt" t WHERE t."messageId" = m."id" AND t."gatePassedAt" IS NOT NULL
      ORDER BY t."attempt" DESC LIMIT 1) gone ON true
    WHERE m."actionId" IN (${ids}))`;
}

/** The messages of one action. */
export async function messagesOfAction(db: Db, actionId: string): Promise<ActionMessage[]> {
  const [row] = await db.$queryRaw<{ messages: MessageAsJson[] }[]>(
    Prisma.sql`SELECT ${messagesJson(Prisma.sql`${actionId}::uuid`)} AS "messages"`,
  );
  return (row?.messages ?? []).map(messageFromJson);
}

export type MessageAsJson = Omit<ActionMessage, 'retryAt' | 'leftAt' | 'heldUntil' | 'positionVersion'> &
  Record<'retryAt' | 'leftAt' | 'heldUntil', number | null> & { positionVersion: string };

export function messageFromJson(json: MessageAsJson): ActionMessage {
  const { retryAt, leftAt, heldUntil, positionVersion, ...row } = json;
  return {
    ...row,
    retryAt: instantOf(retryAt),
    heldUntil: instantOf(heldUntil),
    positionVersion: BigInt(positionVersion),
    leftAt: instantOf(leftAt),
  };
}

function instantOf(ms: number | null): Date | null {
  return ms === null ? null : new Date(ms);
}

/** Sender address of the company whose action it is. */
export async function senderOfAction(db: Db, actionId: string): Promise<string> {
  const [row] = await db.$queryRaw<{ senderEmail: string }[]>(Prisma.sql`
    SELECT e."senderEmail" FROM "AgendaAction" a JOIN "LegalEntity" e ON e."id" = a."legalEntityId"
    WHERE a."id" = ${actionId}::uuid`);
  if (row === undefined) throw new Error(`action ${actionId} is not there`);
  return row.senderEmail;
}

/** Whether a message of the action is made and waits: printed, for a letter. */
export async function hasFrozen(db: Db, actionId: string): Promise<boolean> {
  return (await db.outboundMessage.count({ where: { actionId, state: 'frozen' } })) > 0;
}
