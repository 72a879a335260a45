import { createHmac } from 'node:crypto';
import type { Db } from '../../client.ts';

/** Six digits that nobody can tell without the secret. */
export function codeOf(secret: string, codeId: string): string {
  const digest = createHmac('sha256', secret).update(`access-code/${codeId}`).digest();
  return String(digest.readUIntBE(0, 6) % 1_000_000).padStart(6, '0');
}

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
