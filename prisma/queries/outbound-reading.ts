/** Messages as people read them. Writing them is the send step's. */
import type { OutboundState } from '../../domain/vocabulary.ts';
import type { Db, Prisma } from '../client.ts';

export interface MessageListQuery {
  entityId: string;
  customerId?: string | undefined;
  states?: OutboundState[] | undefined;
  page: number;
  pageSize: number;
}

const rowSelect = {
  id: true,
  actionId: true,
  noticeId: true,
  channel: true,
  recipientEmail: true,
  recipientName: true,
  language: true,
  messageId: true,
  subject: true,
  state: true,
  attempt: true,
  frozenAt: true,
  bouncedAt: true,
  createdAt: true,
  customer: { select: { id: true, number: true, name: true } },
  action: { select: { stepName: true, state: true } },
  notice: { select: { kind: true } },
  acknowledgement: true,
} satisfies Prisma.OutboundMessageSelect;

export type MessageRow = Prisma.OutboundMessageGetPayload<{ select: typeof rowSelect }>;

/** Newest first, without the bytes. */
export async function listMessages(
  db: Db,
  { entityId, customerId, states, page, pageSize }: MessageListQuery,
): Promise<{ rows: MessageRow[]; total: number }> {
  const where: Prisma.OutboundMessageWhereInput = {
    legalEntityId: entityId,
    ...(customerId === undefined ? {} : { customerId }),
    ...(states === undefined ? {} : { state: { in: states } }),
  };
  const [rows, total] = await Promise.all([
    db.outboundMessage.findMany({
      where,
      select: rowSelect,
      orderBy: [{ createdAt: 'desc' }, { id: 'asc' }],
      skip: (page - 1) * pageSize,
      take: pageSize,
    }),
    db.outboundMessage.count({ where }),
  ]);
  return { rows, total };
}

const fullSelect = {
  ...rowSelect,
  frozenBytes: true,
  frozenSha256: true,
  retryAt: true,
  attempts: { orderBy: { attempt: 'asc' } },
} satisfies Prisma.OutboundMessageSelect;

export type MessageFile = Prisma.OutboundMessageGetPayload<{ select: typeof fullSelect }>;

/** One message of the entity with its frozen bytes and attempts; null: not there. */
export async function readMessage(
  db: Db,
  { entityId, messageId }: { entityId: string; messageId: string },
): Promise<MessageFile | null> {
  return db.outboundMessage.findFirst({
    where: { id: messageId, legalEntityId: entityId },
    select: fullSelect,
  });
}
