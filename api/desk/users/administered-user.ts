import { parseEmailAddress } from '../../../domain/contact/email-address.ts';
import { RefusedError } from '../../../domain/errors.ts';
import type { Db } from '../../../prisma/client.ts';
import { listMemberEntities } from '../../../prisma/queries/entities/read.ts';
import { readUser, type UserRow } from '../../../prisma/queries/accounts/read.ts';
import type { EntityScope, SignedIn } from '../../context.ts';
import { FieldsRefused } from '../../plugins/errors.ts';

/**
 * The account, when the administrator may rule over it: nobody does over accounts of entities that are not theirs.
 *
 * @throws RefusedError `not_found`, `forbidden`
 */
export async function administeredUser(
  db: Db,
  { entity, administrator, userId }: { entity: EntityScope; administrator: SignedIn; userId: string },
): Promise<UserRow> {
  const row = await readUser(db, { entityId: entity.id, userId });
  if (row === null) throw new RefusedError('not_found');
  const own = new Set((await listMemberEntities(db, administrator.userId)).map(({ id }) => id));
  if (!row.memberships.every(({ legalEntity }) => own.has(legalEntity.id)))
    throw new RefusedError('forbidden');
  return row;
}

/** @throws RefusedError `not_found` for an entity that is not the administrator's */
export async function ownEntities(db: Db, userId: string, entityIds: string[]): Promise<string[]> {
  const own = new Set((await listMemberEntities(db, userId)).map(({ id }) => id));
  const wanted = [...new Set(entityIds)];
  if (!wanted.every((id) => own.has(id))) throw new RefusedError('not_found');
  return wanted;
}

/** @throws FieldsRefused */
export function strictAddress(written: string): string {
  const parsed = parseEmailAddress(written);
  if (!parsed.ok) throw new FieldsRefused([{ path: 'email', code: 'email' }]);
  return parsed.value.address.toLowerCase();
}
