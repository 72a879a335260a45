import type { z } from 'zod';
import type { AccountState } from '../../../domain/vocabulary/accounts.ts';
import type { UserRow } from '../../../prisma/queries/accounts/read.ts';
import type { user } from './schema.ts';

/** @param ownIds entities of the asker: others are not named */
export function presentUser(row: UserRow, ownIds: ReadonlySet<string>): z.output<typeof user> {
  const { id, email, name, phone, role, language, deputyId, deputy, disabledAt, createdAt } = row;
  const [link] = row.accountLinks;
  return {
    id,
    email,
    name,
    phone,
    role,
    language,
    state: accountState(row),
    deputy: deputyId === null ? null : { id: deputyId, name: deputy?.name ?? '' },
    entities: row.memberships.map(({ legalEntity }) => legalEntity).filter((one) => ownIds.has(one.id)),
    link:
      link === undefined
        ? null
        : {
            kind: link.kind,
            sentAt: link.createdAt.toISOString(),
            expiresAt: link.expiresAt.toISOString(),
            used: link.usedAt !== null,
          },
    disabledAt: disabledAt === null ? null : disabledAt.toISOString(),
    createdAt: createdAt.toISOString(),
  };
}

function accountState({ disabledAt, passwordSetAt, accountLinks }: UserRow): AccountState {
  if (disabledAt !== null) return 'disabled';
  return passwordSetAt === null && accountLinks.length > 0 ? 'invited' : 'active';
}
