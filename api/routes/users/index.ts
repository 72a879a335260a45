import { z } from 'zod';
import { parseEmailAddress } from '../../../domain/contact/email-address.ts';
import { RefusedError } from '../../../domain/errors.ts';
import type { Db } from '../../../prisma/client.ts';
import { listMemberEntities } from '../../../prisma/queries/entities.ts';
import { revokeLinksOfAddress } from '../../../prisma/queries/links.ts';
import { endSessionsOf } from '../../../prisma/queries/sessions.ts';
import { inTransaction } from '../../../prisma/queries/transaction.ts';
import {
  createUser,
  listUsers,
  readCredentials,
  readUser,
  updateUser,
} from '../../../prisma/queries/users.ts';
import type { App, AppDeps } from '../../context.ts';
import { entityOf, userOf } from '../../plugins/access.ts';
import { accepted } from '../../plugins/facts.ts';
import { hashPassword, refuseCommonPassword } from '../../plugins/passwords.ts';
import { entityParams } from '../../wire.ts';
import { collectorRef, newUser, user, userChanges, userParams } from './schema.ts';

export function userRoutes(app: App, deps: AppDeps): void {
  const { db } = deps;
  app.route({
    method: 'GET',
    url: '/api/entities/:entityId/users',
    config: { access: 'administer' },
    schema: {
      tags: ['users'],
      summary: 'People with an account in the entity',
      operationId: 'listUsers',
      params: entityParams,
      response: { 200: z.object({ rows: z.array(user) }).meta({ id: 'UserList' }) },
    },
    handler: async (request) => ({ rows: (await listUsers(db, entityOf(request).id)).map(presentUser) }),
  });
  app.route({
    method: 'GET',
    url: '/api/entities/:entityId/collectors',
    config: { access: 'read' },
    schema: {
      tags: ['users'],
      summary: 'People to whom customers can be given',
      operationId: 'listCollectors',
      params: entityParams,
      response: { 200: z.object({ rows: z.array(collectorRef) }).meta({ id: 'CollectorList' }) },
    },
    handler: async (request) => {
      const users = await listUsers(db, entityOf(request).id);
      return {
        rows: users
          .filter(({ disabledAt, role }) => disabledAt === null && role !== 'viewer')
          .map(({ id, name, role }) => ({ id, name, role })),
      };
    },
  });
  registerUserWrites(app, deps);
}

function registerUserWrites(app: App, deps: AppDeps): void {
  app.route({
    method: 'POST',
    url: '/api/entities/:entityId/users',
    config: { access: 'administer' },
    schema: {
      tags: ['users'],
      summary: 'A new account in this entity',
      operationId: 'createUser',
      params: entityParams,
      body: newUser,
      response: { 200: user },
    },
    handler: async (request) => {
      const { password, phone, ...fields } = request.body;
      const email = accepted(parseEmailAddress(fields.email)).address.toLowerCase();
      if ((await readCredentials(deps.db, email)) !== null) {
        throw new RefusedError('address_invalid', { reason: 'taken' });
      }
      refuseCommonPassword(password, [email, fields.name]);
      const passwordHash = await hashPassword(password);
      const created = {
        ...fields,
        email,
        phone: phone ?? null,
        passwordHash,
        entityId: entityOf(request).id,
      };
      return presentUser(await createUser(deps.db, created));
    },
  });
  app.route({
    method: 'PATCH',
    url: '/api/entities/:entityId/users/:userId',
    config: { access: 'administer' },
    schema: {
      tags: ['users'],
      summary: 'Change an account; a new role or password, and disabling, end its sessions at once',
      operationId: 'updateUser',
      params: userParams,
      body: userChanges,
      response: { 200: user },
    },
    handler: async (request) => {
      const administrator = userOf(request);
      const { userId } = request.params;
      const row = await readUser(deps.db, { entityId: entityOf(request).id, userId });
      if (row === null) throw new RefusedError('not_found');
      const { disabled, password, ...fields } = request.body;
      // Nobody locks himself out, and nobody rules over accounts of entities that are not his.
      if (userId === administrator.userId && (disabled === true || fields.role !== undefined)) {
        throw new RefusedError('forbidden');
      }
      if (password !== undefined) refuseCommonPassword(password, [row.email, fields.name ?? row.name]);
      const own = await listMemberEntities(deps.db, administrator.userId);
      const ownIds = new Set(own.map(({ id }) => id));
      if (!row.memberships.every(({ legalEntityId }) => ownIds.has(legalEntityId)))
        throw new RefusedError('forbidden');
      const passwordHash = password === undefined ? undefined : await hashPassword(password);
      const disabledAt = disabled === undefined ? undefined : disabled ? deps.now() : null;
      return inTransaction(deps.db, async (tx) => {
        const changed = await updateUser(tx, userId, { ...fields, passwordHash, disabledAt });
        const endsSessions = password !== undefined || disabled === true || fields.role !== undefined;
        if (endsSessions) await endSessionsOf(tx, userId);
        if (disabledAt) await endLinksOf(tx, row, { at: disabledAt, userId: administrator.userId });
        return presentUser(changed);
      });
    },
  });
}

/** Whoever has left opens no internal page any more, from whatever mail (C5). */
async function endLinksOf(
  tx: Db,
  { email, memberships }: NonNullable<Awaited<ReturnType<typeof readUser>>>,
  by: { at: Date; userId: string },
): Promise<void> {
  for (const { legalEntityId } of memberships) {
    await revokeLinksOfAddress(tx, { legalEntityId, email }, by);
  }
}

type UserRow = Awaited<ReturnType<typeof listUsers>>[number];

export function presentUser(row: UserRow): z.output<typeof user> {
  const { id, email, name, phone, role, language } = row;
  return {
    id,
    email,
    name,
    phone,
    role,
    language,
    disabledAt: row.disabledAt === null ? null : row.disabledAt.toISOString(),
    createdAt: row.createdAt.toISOString(),
  };
}
