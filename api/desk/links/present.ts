import type { z } from 'zod';
import type { ListedLink } from '../../../prisma/queries/links/read.ts';
import type * as wire from './schema.ts';

export function presentLink(
  row: ListedLink,
  names: Map<string, string>,
  now: Date,
): z.output<typeof wire.pageLink> {
  const { id, kind, language, itemIds, message, views } = row;
  const nameOf = (userId: string | null) => (userId === null ? null : (names.get(userId) ?? null));
  const visits = (of: (view: (typeof views)[number]) => boolean) =>
    views.filter(of).reduce((sum, { count }) => sum + count, 0);
  const lastPerson = views.find(({ verdict }) => verdict === 'person');
  return {
    id,
    kind,
    state: stateOf(row, now),
    recipient: { name: row.recipientName, email: row.recipientEmail },
    language,
    itemIds,
    createdAt: row.createdAt.toISOString(),
    createdBy: nameOf(row.createdBy),
    expiresAt: row.expiresAt.toISOString(),
    revokedAt: row.revokedAt === null ? null : row.revokedAt.toISOString(),
    revokedBy: nameOf(row.revokedBy),
    message,
    visits: visits(({ verdict }) => verdict !== 'scanner'),
    people: visits(({ verdict }) => verdict === 'person'),
    scanners: visits(({ verdict }) => verdict === 'scanner'),
    lastPersonAt: lastPerson === undefined ? null : lastPerson.lastAt.toISOString(),
    views: views.map(({ userAgent, verdict, count, firstAt, lastAt }) => ({
      ...{ userAgent, verdict, count },
      firstAt: firstAt.toISOString(),
      lastAt: lastAt.toISOString(),
    })),
  };
}

function stateOf({ revokedAt, expiresAt }: ListedLink, now: Date): (typeof wire.linkStates)[number] {
  if (revokedAt !== null) return 'revoked';
  return expiresAt <= now ? 'expired' : 'open';
}
