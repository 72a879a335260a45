import { listCustomers } from '../../../prisma/queries/customers/read.ts';
import type { App, AppDeps, EntityScope } from '../../context.ts';
import { entityOf, userOf } from '../../plugins/access.ts';
import { limitInFlight } from '../../plugins/in-flight.ts';
import { firstOfMine } from '../../plugins/own-customers.ts';
import { entityParams } from '../../wire.ts';
import { fileResponse } from '../messages/index.ts';
import { readOpenSplits, readToChase } from '../customers/open-splits.ts';
import { presentCustomerRow } from '../customers/present.ts';
import { customerPage, toChase } from '../customers/schema.ts';
import { criteriaOf, customerCriteriaQuery, customerExportQuery, customerListQuery } from './query.ts';
import { customersSheet } from './sheet.ts';

/** More than this in one workbook helps nobody and holds up everybody else. */
const mostExported = 50_000;
const xlsxType = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';

/** Customers found by criteria: the list, and the same as a workbook. */
export function customerSearchRoutes(app: App, deps: AppDeps): void {
  registerList(app, deps);
  registerToChase(app, deps);
  registerExport(app, deps);
}

/** Asked beside the list: what stands in the way is looked at line by line, and the list need not wait for it. */
function registerToChase(app: App, { db }: AppDeps): void {
  app.route({
    method: 'GET',
    url: '/api/entities/:entityId/customers/to-chase',
    config: { access: 'read' },
    schema: {
      tags: ['customers'],
      summary: 'What reminders would ask for of all customers of a search together, by currency',
      operationId: 'readToChase',
      params: entityParams,
      querystring: customerCriteriaQuery,
      response: { 200: toChase },
    },
    handler: async (request) => {
      const criteria = criteriaOf(request.query);
      return { toChase: await readToChase(db, { ...scopeOf(entityOf(request)), criteria }) };
    },
  });
}

function registerList(app: App, { db }: AppDeps): void {
  app.route({
    method: 'GET',
    url: '/api/entities/:entityId/customers',
    config: { access: 'read' },
    schema: {
      tags: ['customers'],
      summary: 'Customers with balance, overdue amount and what comes next, filtered, sorted, by page',
      operationId: 'listCustomers',
      params: entityParams,
      querystring: customerListQuery,
      response: { 200: customerPage },
    },
    handler: async (request) => {
      const entity = entityOf(request);
      const { sort, order, page, pageSize, mineFirst: mine, ...asked } = request.query;
      const { rows, total, totals } = await listCustomers(db, {
        ...scopeOf(entity),
        criteria: criteriaOf(asked),
        sort,
        descending: order === 'desc',
        firstOf: await firstOfMine(db, userOf(request), mine),
        page,
        pageSize,
      });
      const { today } = entity;
      const openOf = await readOpenSplits(db, { customerIds: rows.map(({ id }) => id), today });
      return {
        rows: rows.map((row) => presentCustomerRow(row, openOf(row.id), today)),
        total,
        page,
        pageSize,
        ...totals,
      };
    },
  });
}

function registerExport(app: App, { db, workbook }: AppDeps): void {
  const limited = limitInFlight(1);
  app.route({
    method: 'GET',
    url: '/api/entities/:entityId/customers/export.xlsx',
    config: { access: 'read' },
    schema: {
      tags: ['customers'],
      summary: 'The customers of a search as a workbook with typed cells',
      operationId: 'exportCustomers',
      params: entityParams,
      querystring: customerExportQuery,
      response: fileResponse,
    },
    handler: async (request, reply) => {
      const entity = entityOf(request);
      const { sort, order, mineFirst: mine, ...asked } = request.query;
      const criteria = criteriaOf(asked);
      const user = userOf(request);
      const made = await limited(user.userId, async () => {
        const firstOf = await firstOfMine(db, user, mine);
        const query = { ...scopeOf(entity), criteria, sort, descending: order === 'desc', firstOf };
        const { rows } = await listCustomers(db, { ...query, page: 1, pageSize: mostExported });
        return workbook(customersSheet(rows, { entity, language: user.language }));
      });
      return reply
        .type(xlsxType)
        .header('content-disposition', `attachment; filename="customers-${entity.today}.xlsx"`)
        .header('cache-control', 'no-store')
        .header('x-content-type-options', 'nosniff')
        .send(Buffer.from(made));
    },
  });
}

/** What criteria are read against. */
export function scopeOf(entity: EntityScope) {
  return { entityId: entity.id, today: entity.today, currency: entity.currency };
}
