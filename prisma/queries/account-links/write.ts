import type { Db, Prisma } from '../../client.ts';

export async function createAccountLink(db: Db, link: Prisma.AccountLinkUncheckedCreateInput): Promise<void> {
  await db.accountLink.create({ data: link });
}

/** Anything that was sent to the account opens nothing any more. */
export async function endAccountLinks(db: Db, userId: string, at: Date): Promise<void> {
  await db.accountLink.updateMany({
    where: { userId, usedAt: null, expiresAt: { gt: at } },
    data: { expiresAt: at },
  });
}

/** Takes the link: of two that show the same token at once, one gets true. */
export async function useAccountLink(db: Db, id: string, at: Date): Promise<boolean> {
  const { count } = await db.accountLink.updateMany({
    where: { id, usedAt: null, expiresAt: { gt: at } },
    data: { usedAt: at },
  });
  return count === 1;
}
