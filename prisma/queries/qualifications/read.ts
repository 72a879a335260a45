// Stored as JSON in Qualification.before: changing its shape needs a migration of stored rows.
/** A status that was given, with what stood before it: what taking it back has to know. */
import type { CommentState } from '../../../domain/vocabulary/replies.ts';
import { type Db, Prisma } from '../../client.ts';
import { toMinor } from '../../convert.ts';

/** What stood before a qualification, as far as it may change it. Amounts in minor units. */
export interface QualifiedBefore {
  v: 1;
  promises: {
    id: string;
    items: { itemId: string; openMinor: number; amountMinor: number | null }[];
  }[];
  holdIds: string[];
  /** The reply that it ended, with its state before; null: it ended none. */
  reply: { id: string; state: CommentState; handledBy: string | null; handledAt: string | null } | null;
  /** The task that it ended. */
  followUpId: string | null;
  answerId: string | null;
}

/** Open promises and holds of the items named. */
export async function standingOn(
  db: Db,
  itemIds: string[],
): Promise<Pick<QualifiedBefore, 'promises' | 'holdIds'>> {
  // One after the other: a transaction has one connection.
  const promises = await db.promiseToPay.findMany({
    where: { state: 'open', items: { some: { itemId: { in: itemIds } } } },
    select: { id: true, items: { select: { itemId: true, openMinor: true, amountMinor: true } } },
  });
  const holds = await db.hold.findMany({
    where: { itemId: { in: itemIds }, releasedAt: null },
    select: { id: true },
  });
  return {
    promises: promises.map(({ id, items }) => ({
      id,
      items: items.map(({ itemId, openMinor, amountMinor }) => ({
        itemId,
        openMinor: toMinor(openMinor),
        amountMinor: amountMinor === null ? null : toMinor(amountMinor),
      })),
    })),
    holdIds: holds.map(({ id }) => id),
  };
}

export type GivenQualification = Prisma.QualificationGetPayload<{
  include: { items: true; promise: true; dispute: true; followUp: true };
}>;

/** With what it made, held until the end of the transaction; null: not of this customer. */
export async function lockQualification(
  db: Db,
  { qualificationId, customerId }: { qualificationId: string; customerId: string },
): Promise<(GivenQualification & { stoodBefore: QualifiedBefore | null }) | null> {
  await db.$queryRaw(
    Prisma.sql`SELECT 1 FROM "Qualification" WHERE "id" = ${qualificationId}::uuid FOR UPDATE`,
  );
  const given = await db.qualification.findFirst({
    where: { id: qualificationId, customerId },
    include: { items: true, promise: true, dispute: true, followUp: true },
  });
  return given === null ? null : { ...given, stoodBefore: given.before as unknown as QualifiedBefore | null };
}

/** Whether a newer one stands on the same items, or came from the same reply. */
export async function hasNewer(
  db: Db,
  { id, commentId, createdAt, items }: Pick<GivenQualification, 'id' | 'commentId' | 'createdAt' | 'items'>,
): Promise<boolean> {
  const itemIds = items.map(({ itemId }) => itemId);
  const newer = await db.qualification.count({
    where: {
      id: { not: id },
      createdAt: { gte: createdAt },
      OR: [{ items: { some: { itemId: { in: itemIds } } } }, ...(commentId === null ? [] : [{ commentId }])],
    },
  });
  return newer > 0;
}
