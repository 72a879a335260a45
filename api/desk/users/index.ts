import { z } from 'zod';
import { listMemberEntities } from '../../../prisma/queries/entities/read.ts';
import { listUsers } from '../../../prisma/queries/accounts/read.ts';
import type { App, AppDeps } from '../../context.ts';
import { entityOf, userOf } from '../../plugins/access.ts';
import { entityParams } from '../../wire.ts';
import { accountLinkRoutes } from './links.ts';
import { presentUser } from './present.ts';
import { collectorRef, user } from './schema.ts';
import { userWriteRoutes } from './writes.ts';

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
    handler: async (request) => {
      const own = await listMemberEntities(db, userOf(request).userId);
      const ownIds = new Set(own.map(({ id }) => id));
      return { rows: (await listUsers(db, entityOf(request).id)).map((row) => presentUser(row, ownIds)) };
    },
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
  userWriteRoutes(app, deps);
  accountLinkRoutes(app, deps);
}
