import type { LinkKind } from '../../../domain/vocabulary/visitors.ts';
import { Prisma, type Db } from '../../client.ts';
import { json, type Write } from '../../statement.ts';

/** A link as it is stored: by itself, or with the message that carries it. */
export interface LinkRow {
  id: string;
  kind: LinkKind;
  legalEntityId: string;
  customerId: string;
  /** Empty: all items of the customer. */
  itemIds: string[];
  /** Internal links: the question they carry. */
  questionId: string | null;
  /** Integration links: the comment that they integrate. */
  commentId: string | null;
  /** Links to a tracked electronic letter. */
  letterId: string | null;
  recipientEmail: string | null;
  recipientName: string;
  language: string;
  /** Null: made by the system for a message. */
  createdBy: string | null;
  tokenHash: string;
  createdAt: Date;
  expiresAt: Date;
}

export async function storeLink(db: Db, row: LinkRow): Promise<void> {
  await db.pageLink.create({ data: row, select: { id: true } });
}

/**
 * Links with the messages that carry them. `messages` answers the `id` and `dispatchKey` of those whose bytes are
 * stored in the same statement: a link and its bytes are there together, or neither. Links of bytes that these replace
 * are removed, except where an earlier attempt came as far as its end: somebody may hold those bytes, and a message
 * that left never has a dead link.
 */
export function messageLinksWrites(
  messages: string,
  links: readonly { dispatchKey: string; row: LinkRow }[],
): Write[] {
  const stored = Prisma.raw(`"${messages}"`);
  const dropped: Write = {
    as: 'dropped_links',
    sql: Prisma.sql`
      DELETE FROM "PageLink" p USING ${stored} m
      WHERE p."messageId" = m."id" AND NOT EXISTS (
        SELECT 1 FROM "OutboundAttempt" t WHERE t."messageId" = m."id" AND t."gatePassedAt" IS NOT NULL)`,
  };
  if (links.length === 0) return [dropped];
  const rows = links.map(({ dispatchKey, row: { createdAt, expiresAt, ...row } }) => ({
    ...row,
    dispatchKey,
    createdAt: createdAt.toISOString(),
    expiresAt: expiresAt.toISOString(),
  }));
  const columns = Prisma.raw(
    '"id", "kind", "tokenHash", "legalEntityId", "customerId", "itemIds", "questionId", "commentId", "letterId", "recipientEmail", "recipientName", "language", "createdBy", "createdAt", "expiresAt"',
  );
  return [
    dropped,
    {
      as: 'links',
      sql: Prisma.sql`
        INSERT INTO "PageLink" (${columns}, "messageId")
        SELECT l."id", l."kind", l."tokenHash", l."legalEntityId", l."customerId", l."itemIds", l."questionId",
               l."commentId", l."letterId", l."recipientEmail", l."recipientName", l."language", l."createdBy", l."createdAt",
               l."expiresAt", m."id"
        FROM jsonb_to_recordset(${json(rows)}) AS l(
          "dispatchKey" text, "id" uuid, "kind" "LinkKind", "tokenHash" text, "legalEntityId" uuid,
          "customerId" uuid, "itemIds" uuid[], "questionId" uuid, "commentId" uuid, "letterId" uuid, "recipientEmail" text,
          "recipientName" text, "language" text, "createdBy" uuid, "createdAt" timestamp, "expiresAt" timestamp)
        JOIN ${stored} m USING ("dispatchKey")`,
    },
  ];
}

export interface Revocation {
  at: Date;
  /** Null: the system, for whom a better link was made. */
  userId: string | null;
}

/** Ends one link at once; null: there is no such link here. `changed: false`: it had been ended before. */
export async function revokeLink(
  db: Db,
  link: { legalEntityId: string; customerId: string; linkId: string },
  { at, userId }: Revocation,
): Promise<{ changed: boolean } | null> {
  const { linkId, ...where } = link;
  const { count } = await db.pageLink.updateMany({
    where: { id: linkId, ...where, revokedAt: null },
    data: { revokedAt: at, revokedBy: userId },
  });
  if (count === 1) return { changed: true };
  return (await db.pageLink.count({ where: { id: linkId, ...where } })) === 1 ? { changed: false } : null;
}

/** The one-click links of an answer end with its integration. */
export async function revokeIntegrationLinks(
  db: Db,
  { commentId, at, userId }: { commentId: string; at: Date; userId: string },
): Promise<void> {
  await db.pageLink.updateMany({
    where: { commentId, kind: 'integration', revokedAt: null },
    data: { revokedAt: at, revokedBy: userId },
  });
}

/** Ends every link of an entity that was made for an address (C5), and forgets its browsers. Answers the ended links. */
export async function revokeLinksOfAddress(
  db: Db,
  { legalEntityId, email }: { legalEntityId: string; email: string },
  { at, userId }: Revocation,
): Promise<{ id: string; customerId: string }[]> {
  const address = email.trim().toLowerCase();
  await db.pageDevice.deleteMany({ where: { legalEntityId, email: address } });
  return db.pageLink.updateManyAndReturn({
    where: { legalEntityId, recipientEmail: address, revokedAt: null },
    data: { revokedAt: at, revokedBy: userId },
    select: { id: true, customerId: true },
  });
}
