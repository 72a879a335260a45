import type { z } from 'zod';
import { RefusedError } from '../../../domain/errors.ts';
import type { Db } from '../../../prisma/client.ts';
import { endAccountLinks } from '../../../prisma/queries/account-links/write.ts';
import { isCollectorOf } from '../../../prisma/queries/customers/read.ts';
import { revokeLinksOfAddress } from '../../../prisma/queries/links/write.ts';
import { endSessionsOf } from '../../../prisma/queries/sessions/write.ts';
import { inTransaction } from '../../../prisma/transaction.ts';
import {
  createUser,
  lockAccounts,
  setMemberships,
  updateUser,
} from '../../../prisma/queries/accounts/write.ts';
import {
  entitiesWithoutAdministrator,
  readCredentials,
  type UserRow,
} from '../../../prisma/queries/accounts/read.ts';
import type { App, AppDeps, SignedIn } from '../../context.ts';
import { entityOf, userOf } from '../../plugins/access.ts';
import { recordAccountChange } from '../../plugins/account-history.ts';
import { FieldsRefused } from '../../plugins/errors.ts';
import { refuseOverwriting } from '../../../application/overwriting.ts';
import { hashPassword, refuseCommonPassword } from '../../plugins/passwords.ts';
import { entityParams } from '../../wire.ts';
import { differences } from '../../../domain/audit/differences.ts';
import { presentUser } from './present.ts';
import { ownEntities, administeredUser, strictAddress } from './administered-user.ts';
import { newUser, user, userChanges, userParams } from './schema.ts';

const base = '/api/entities/:entityId/users';
const config = { access: 'administer' } as const;
const tags = ['users'];

export function userWriteRoutes(app: App, deps: AppDeps): void {
  app.route({
    method: 'POST',
    url: base,
    config,
    schema: {
      tags,
      summary: 'A new account in this entity with a password that is handed over by another way',
      operationId: 'createUser',
      params: entityParams,
      body: newUser,
      response: { 200: user },
    },
    handler: async (request) => {
      const { password, phone, ...fields } = request.body;
      const entity = entityOf(request);
      const email = strictAddress(fields.email);
      refuseCommonPassword(password, [email, fields.name]);
      const passwordHash = await hashPassword(password);
      const at = deps.now();
      return inTransaction(deps.db, async (tx) => {
        if ((await readCredentials(tx, email)) !== null) throw new RefusedError('email_taken');
        const created = await createUser(tx, {
          ...fields,
          email,
          phone: phone ?? null,
          passwordHash,
          passwordSetAt: at,
          entityIds: [entity.id],
        });
        const data = { userId: created.id, name: created.name, email, role: created.role };
        const actorId = userOf(request).userId;
        await recordAccountChange(tx, { entityIds: [entity.id], kind: 'user_added', at, actorId, data });
        return presentUser(created, new Set([entity.id]));
      });
    },
  });
  app.route({
    method: 'PATCH',
    url: `${base}/:userId`,
    config,
    schema: {
      tags,
      summary: 'Change an account; a new role, address or password, and disabling, end its sessions at once',
      operationId: 'updateUser',
      params: userParams,
      body: userChanges,
      response: { 200: user },
    },
    handler: async (request) => {
      const entity = entityOf(request);
      const administrator = userOf(request);
      const { userId } = request.params;
      const row = await administeredUser(deps.db, { entity, administrator, userId });
      const change = await changeOf(deps.db, { row, administrator, body: request.body });
      const { password } = request.body;
      if (password !== undefined) refuseCommonPassword(password, [row.email, change.fields.name ?? row.name]);
      const passwordHash = password === undefined ? undefined : await hashPassword(password);
      const own = new Set(await ownEntities(deps.db, administrator.userId, entityIdsOf(row)));
      return inTransaction(deps.db, async (tx) => {
        await lockAccounts(tx);
        const at = deps.now();
        const now = await administeredUser(tx, { entity, administrator, userId });
        await refuseOverwriting(tx, {
          asRead: request.body.asRead,
          // What the administrator does not see is not compared, nor changed.
          now: {
            ...factsOf(now),
            entityIds: entityIdsOf(now)
              .filter((id) => own.has(id))
              .sort(),
          },
          wanted: factsWanted(change),
          of: { legalEntityId: entity.id, kind: 'user_changed', about: { field: 'userId', id: userId } },
        });
        await write(tx, { row: now, change, passwordHash, at });
        await recordUserChange(tx, { row: now, change, passwordHash, at, actorId: administrator.userId });
        return presentUser(await administeredUser(tx, { entity, administrator, userId }), own);
      });
    },
  });
}

type Body = z.output<typeof userChanges>;

interface AccountChange {
  fields: Omit<Body, 'disabled' | 'entityIds' | 'password' | 'asRead'>;
  disabled: boolean | undefined;
  entityIds: string[] | undefined;
}

/** @throws RefusedError `forbidden` for locking oneself out, `not_found` for what is another entity's */
async function changeOf(
  db: Db,
  { row, administrator, body }: { row: UserRow; administrator: SignedIn; body: Body },
): Promise<AccountChange> {
  const { disabled, entityIds, password: _password, asRead: _read, ...fields } = body;
  const isSelf = row.id === administrator.userId;
  if (isSelf && (disabled === true || (fields.role !== undefined && fields.role !== row.role))) {
    throw new RefusedError('forbidden');
  }
  if (fields.email !== undefined) {
    fields.email = strictAddress(fields.email);
    const taken = await readCredentials(db, fields.email);
    if (taken !== null && taken.id !== row.id) throw new RefusedError('email_taken');
  }
  const of = entityIds === undefined ? undefined : await ownEntities(db, administrator.userId, entityIds);
  if (fields.deputyId) await requireDeputy(db, row, fields.deputyId, of ?? entityIdsOf(row));
  return { fields, disabled, entityIds: of };
}

/** A deputy works for one of the user's entities and may do what is to be done there. */
async function requireDeputy(db: Db, row: UserRow, deputyId: string, entityIds: string[]): Promise<void> {
  if (deputyId === row.id) throw new FieldsRefused([{ path: 'deputyId', code: 'deputy' }]);
  for (const entityId of entityIds) {
    if (await isCollectorOf(db, { entityId, userId: deputyId })) return;
  }
  throw new RefusedError('not_found');
}

interface Writing {
  row: UserRow;
  change: AccountChange;
  passwordHash: string | undefined;
  at: Date;
}

async function write(tx: Db, { row, change, passwordHash, at }: Writing): Promise<void> {
  const { fields, disabled, entityIds } = change;
  const disabledAt = disabled === undefined ? undefined : disabled ? (row.disabledAt ?? at) : null;
  await updateUser(tx, row.id, {
    ...fields,
    disabledAt,
    ...(passwordHash === undefined ? {} : { passwordHash, passwordSetAt: at }),
  });
  if (entityIds !== undefined) await setMemberships(tx, row.id, entityIds);
  const wasAdministrator = row.role === 'administrator' && row.disabledAt === null;
  // A company without one could not be mended by anybody: it is refused, and nothing of it is kept.
  if (wasAdministrator && (await entitiesWithoutAdministrator(tx, entityIdsOf(row))).length > 0) {
    throw new RefusedError('last_administrator');
  }
  const isOther = fields.email !== undefined && fields.email !== row.email;
  const isDemoted = fields.role !== undefined && fields.role !== row.role;
  if (passwordHash !== undefined || disabled === true || isDemoted || isOther)
    await endSessionsOf(tx, row.id);
  if (passwordHash !== undefined || disabled === true || isOther) await endAccountLinks(tx, row.id, at);
}

async function recordUserChange(
  tx: Db,
  { row, change, passwordHash, at, actorId }: Writing & { actorId: string },
): Promise<void> {
  const { disabled, entityIds } = change;
  const changed = differences<Record<string, unknown>>(factsOf(row), factsWanted(change));
  const concerned = [...new Set([...entityIdsOf(row), ...(entityIds ?? [])])];
  const about = { userId: row.id, name: row.name, email: row.email };
  if (Object.keys(changed).length > 0) {
    await recordAccountChange(tx, {
      entityIds: concerned,
      kind: 'user_changed',
      at,
      actorId,
      data: { ...about, changed },
    });
  }
  if (passwordHash !== undefined) {
    await recordAccountChange(tx, {
      entityIds: concerned,
      kind: 'password_changed',
      at,
      actorId,
      data: about,
    });
  }
  const left = entityIds === undefined ? [] : entityIdsOf(row).filter((id) => !entityIds.includes(id));
  // Anyone who has left opens no internal page any more, from any mail (C5).
  for (const legalEntityId of disabled === true ? concerned : left) {
    await revokeLinksOfAddress(tx, { legalEntityId, email: row.email }, { at, userId: actorId });
  }
}

/** Under the names of the body. */
function factsOf(row: UserRow): Record<string, unknown> {
  return { ...row, disabled: row.disabledAt !== null, entityIds: entityIdsOf(row).sort() };
}

function factsWanted({ fields, disabled, entityIds }: AccountChange): Record<string, unknown> {
  return { ...fields, disabled, entityIds: entityIds?.toSorted() };
}

function entityIdsOf({ memberships }: UserRow): string[] {
  return memberships.map(({ legalEntity }) => legalEntity.id);
}
