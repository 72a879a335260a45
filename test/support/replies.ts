/** What customers and colleagues said, as the pages without account store it. */
import type {
  CommentAudience,
  CommentState,
  DisputeReason,
  ReplyStatus,
} from '../../domain/vocabulary/replies.ts';
import type { IsoDate } from '../../domain/model/common.ts';
import type { OpenDatabase } from './database.ts';
import { fromIsoDate } from '../../prisma/convert.ts';
import { changeFacts } from './facts.ts';
import { storeFile } from '../../prisma/queries/files/write.ts';

export interface NewReply {
  customerId: string;
  /** Empty: about the customer as a whole. */
  itemIds?: string[];
  audience?: CommentAudience;
  state?: CommentState;
  status?: ReplyStatus;
  promisedOn?: IsoDate;
  disputeReason?: DisputeReason;
  /** Of every item. */
  amountMinor?: number;
  text?: string;
  files?: { name: string; content: string }[];
  author?: string;
  /** Address of the link, and of the author. */
  email?: string;
  at?: Date;
}

/** Answers the id of the reply; a pending one of a customer holds the chase, as it does from the page. */
export async function seedReply(db: OpenDatabase, reply: NewReply): Promise<string> {
  const { customerId, itemIds = [], audience = 'customer', email = 'author@customer.test' } = reply;
  const at = reply.at ?? new Date('2026-03-10T09:00:00Z');
  const { legalEntityId } = await db.customer.findUniqueOrThrow({ where: { id: customerId } });
  const items = await db.openItem.findMany({ where: { id: { in: itemIds } } });
  const link = await db.pageLink.create({
    data: {
      kind: audience,
      tokenHash: crypto.randomUUID(),
      legalEntityId,
      customerId,
      recipientEmail: email,
      language: 'en',
      createdAt: at,
      expiresAt: new Date(at.getTime() + 90 * 86_400_000),
    },
  });
  const stored: { id: string; name: string; sizeBytes: number }[] = [];
  for (const { name, content } of reply.files ?? []) {
    stored.push(await storeFile(db, { name, content: bytesOf(content), maxBytes: 1_000_000 }));
  }
  return db.$transaction(async (tx) => {
    const { id } = await tx.comment.create({
      data: {
        legalEntityId,
        customerId,
        audience,
        source: audience === 'customer' ? 'portal' : 'internal_page',
        state: reply.state ?? 'pending',
        status: reply.status ?? null,
        promisedOn: reply.promisedOn === undefined ? null : fromIsoDate(reply.promisedOn),
        disputeReason: reply.disputeReason ?? null,
        text: reply.text ?? '',
        authorName: reply.author ?? 'Ann Author',
        authorEmail: email,
        linkId: link.id,
        submissionKey: crypto.randomUUID(),
        createdAt: at,
        items: {
          create: items.map(({ id: itemId, openMinor }) => ({
            itemId,
            openMinor,
            amountMinor: reply.amountMinor === undefined ? null : BigInt(reply.amountMinor),
          })),
        },
        files: {
          create: stored.map(({ id: fileId, name, sizeBytes }) => ({
            fileId,
            name,
            sizeBytes,
            linkId: link.id,
            contentType: 'application/pdf',
          })),
        },
      },
    });
    if (audience === 'customer' && (reply.state ?? 'pending') === 'pending') {
      await changeFacts(tx, [{ customerId, reason: 'comment_received', key: `comment/${id}` }]);
    }
    return id;
  });
}

async function* bytesOf(content: string): AsyncGenerator<Uint8Array> {
  yield new TextEncoder().encode(content);
}
