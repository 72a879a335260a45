/** Rows of one-time codes, as anyone who asks for, sends or tries one needs them. */
import type { Db } from '../../client.ts';

/** Null: there is none such, or nobody can use it: used, its link taken back, or a newer one asked for in its place. */
export async function readUsableCode(db: Db, codeId: string) {
  const code = await db.accessCode.findUnique({
    where: { id: codeId },
    select: {
      id: true,
      linkId: true,
      createdAt: true,
      usedAt: true,
      link: { select: { kind: true, revokedAt: true } },
    },
  });
  if (code === null || code.usedAt !== null || code.link.revokedAt !== null) return null;
  const newer = await db.accessCode.count({
    where: { linkId: code.linkId, createdAt: { gt: code.createdAt } },
  });
  return newer > 0 ? null : code;
}

/** When codes of a link were asked for, newest first. */
export async function codesAskedSince(
  db: Db,
  { linkId, since, most }: { linkId: string; since: Date; most: number },
): Promise<Date[]> {
  const rows = await db.accessCode.findMany({
    where: { linkId, createdAt: { gt: since } },
    orderBy: { createdAt: 'desc' },
    take: most,
    select: { createdAt: true },
  });
  return rows.map(({ createdAt }) => createdAt);
}

/** The newest code of a link that was sent, is not used and not over; null: none. */
export async function newestActiveCode(db: Db, { linkId, at }: { linkId: string; at: Date }) {
  return db.accessCode.findFirst({
    where: { linkId, codeHash: { not: null }, usedAt: null, expiresAt: { gt: at } },
    orderBy: { createdAt: 'desc' },
    select: { id: true, codeHash: true, email: true },
  });
}
