/** everything that is open handed to the workflows again; asked for by administrators, followed on a page. */
import { z } from 'zod';
import { askRebuilds } from '../../../application/rebuilds/rebuild.ts';
import { rebuildReasons } from '../../../domain/vocabulary/workflows.ts';
import { readUserNames } from '../../../prisma/queries/customers/read.ts';
import { customersByNumber, listRebuilds } from '../../../prisma/queries/rebuilds/read.ts';
import type { App, AppDeps } from '../../context.ts';
import { entityOf, userOf } from '../../plugins/access.ts';
import { FieldsRefused } from '../../plugins/errors.ts';
import { entityParams, instant, person, uuid } from '../../wire.ts';
import { customerRef } from '../agenda/schema.ts';

const rebuild = z
  .object({
    id: uuid,
    reason: z.enum(rebuildReasons),
    /** Null: of the whole company, or of everything. */
    customer: customerRef.nullable(),
    /** Of all companies of this installation. */
    isOfAll: z.boolean(),
    /** Null: a start that found another store, or a command line. */
    askedBy: person.nullable(),
    note: z.string(),
    createdAt: instant,
    cases: z.number().int(),
    notices: z.number().int(),
    requests: z.number().int(),
    /** Cases that have not been reached yet. */
    waiting: z.number().int(),
  })
  .meta({ id: 'Rebuild' });

const rebuildsAnswer = z.object({ rows: z.array(rebuild) }).meta({ id: 'RebuildList' });

/** More than one selects by hand: then the whole company is asked for. */
const mostSelected = 200;

const askBody = z
  .object({
    note: z.string().trim().min(1).max(1000),
    /** Numbers of customers; empty: the whole company. */
    customers: z.array(z.string().trim().min(1).max(80)).max(mostSelected).default([]),
  })
  .strict()
  .meta({ id: 'AskRebuild' });

const askedAnswer = z
  .object({
    /** How many began; the others were under way already. */
    begun: z.number().int(),
    underWay: z.number().int(),
  })
  .meta({ id: 'AskedRebuilds' });

const url = '/api/entities/:entityId/rebuilds';
const shared = { tags: ['workflows'], params: entityParams };
const config = { access: 'administer' } as const;
const mostListed = 20;

export function rebuildRoutes(app: App, deps: AppDeps): void {
  const { db } = deps;
  app.route({
    method: 'GET',
    url,
    config,
    schema: {
      ...shared,
      summary: 'The latest rebuilds, and how far they are',
      operationId: 'listRebuilds',
      response: { 200: rebuildsAnswer },
    },
    handler: async (request) => {
      const rows = await listRebuilds(db, entityOf(request).id, mostListed);
      const names = await readUserNames(
        db,
        rows.map(({ askedBy }) => askedBy),
      );
      return {
        rows: rows.map(({ askedBy, createdAt, legalEntityId, customerId: _, ...row }) => ({
          ...row,
          isOfAll: legalEntityId === null,
          askedBy: askedBy === null ? null : { id: askedBy, name: names.get(askedBy) ?? '' },
          createdAt: createdAt.toISOString(),
        })),
      };
    },
  });
  app.route({
    method: 'POST',
    url,
    config,
    schema: {
      ...shared,
      summary:
        'Hand the cases of the company, or of some customers, to the workflows again; nothing is repeated',
      operationId: 'askRebuild',
      body: askBody,
      response: { 200: askedAnswer },
    },
    handler: async (request) => {
      const { id: legalEntityId } = entityOf(request);
      const { note, customers } = request.body;
      const found = await customersByNumber(db, legalEntityId, customers);
      const unknown = customers.findIndex((number) => !found.some((one) => one.number === number));
      if (unknown >= 0) throw new FieldsRefused([{ path: `customers.${unknown}`, code: 'not_found' }]);
      const asked = {
        ...{ legalEntityId, reason: 'asked' as const, note },
        ...{ askedBy: userOf(request).userId, at: deps.now() },
      };
      const whom = customers.length === 0 ? [null] : found.map((one) => one.id);
      const answers = await askRebuilds(
        db,
        whom.map((customerId) => ({ ...asked, customerId })),
      );
      const begun = answers.filter(({ isNew }) => isNew).length;
      return { begun, underWay: answers.length - begun };
    },
  });
}
