import { z } from 'zod';
import { listUsers } from '../../../prisma/queries/users.ts';
import type { App, AppDeps } from '../../context.ts';
import { entityOf } from '../../plugins/access.ts';
import { entityParams } from '../../wire.ts';
import { collectorRef, user } from './schema.ts';

export function userRoutes(app: App, { db }: AppDeps): void {
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
