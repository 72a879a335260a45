/** Rows of one-time codes, and of browsers that have shown one. */
import type { Db, Prisma } from '../../client.ts';

/** One link's requests stand in line, so that many sent at once are counted one by one. */
export async function lockCodesOf(db: Db, linkId: string): Promise<void> {
  await db.$queryRaw`SELECT "id" FROM "PageLink" WHERE "id" = ${linkId}::uuid FOR UPDATE`;
}

/** Answers its id. */
export async function createCode(
  db: Db,
  { email, ...code }: { linkId: string; email: string; createdAt: Date; expiresAt: Date },
): Promise<string> {
  const { id } = await db.accessCode.create({
    data: { ...code, email: email.toLowerCase() },
    select: { id: true },
  });
  return id;
}

export async function setCodeExpiry(db: Db, codeId: string, expiresAt: Date): Promise<void> {
  await db.accessCode.updateMany({ where: { id: codeId, usedAt: null }, data: { expiresAt } });
}

export async function storeCodeHash(
  db: Db,
  { codeId, codeHash, expiresAt }: { codeId: string; codeHash: string; expiresAt: Date },
): Promise<{ linkId: string; createdAt: Date }> {
  return db.accessCode.update({
    where: { id: codeId },
    data: { codeHash, expiresAt },
    select: { linkId: true, createdAt: true },
  });
}

/** Codes of the link that are not newer work no more. */
export async function dropOlderCodes(
  db: Db,
  { codeId, linkId, createdAt }: { codeId: string; linkId: string; createdAt: Date },
): Promise<void> {
  await db.accessCode.updateMany({
    where: { linkId, id: { not: codeId }, createdAt: { lte: createdAt }, usedAt: null },
    data: { codeHash: null },
  });
}

/** Takes one of at most so many tries; answers how many were taken with it, null when there is none left. */
export async function takeTry(db: Db, codeId: string, most: number): Promise<number | null> {
  const taken = await db.accessCode.updateManyAndReturn({
    where: { id: codeId, usedAt: null, tries: { lt: most } },
    data: { tries: { increment: 1 } },
    select: { tries: true },
  });
  return taken[0]?.tries ?? null;
}

/** Of two who show the same code at once, one gets true. */
export async function useCode(db: Db, codeId: string, at: Date): Promise<boolean> {
  const { count } = await db.accessCode.updateMany({
    where: { id: codeId, usedAt: null },
    data: { usedAt: at },
  });
  return count === 1;
}

/** Nothing is read back: visitors may not see browsers. */
export async function createDevice(db: Db, device: Prisma.PageDeviceCreateManyInput): Promise<void> {
  await db.pageDevice.createMany({ data: [device] });
}
