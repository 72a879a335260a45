import type { z } from 'zod';
import { RefusedError } from '../../../domain/errors.ts';
import type { ItemStatus } from '../../../prisma/client.ts';
import {
  createItemStatus,
  orderItemStatuses,
  updateItemStatus,
} from '../../../prisma/queries/item-statuses/write.ts';
import { listItemStatuses } from '../../../application/item-statuses/catalogue.ts';
import { readItemStatus } from '../../../prisma/queries/item-statuses/read.ts';
import { lockEntity } from '../../../prisma/queries/entities/write.ts';
import { inTransaction } from '../../../prisma/transaction.ts';
import type { App, AppDeps, EntityScope } from '../../context.ts';
import { entityOf } from '../../plugins/access.ts';
import { refuseOverwriting } from '../../../application/overwriting.ts';
import { refuseReordering } from '../../plugins/overwriting.ts';
import { recordSettingChange } from '../../plugins/settings-history.ts';
import { entityParams } from '../../wire.ts';
import { differences } from '../../../domain/audit/differences.ts';
import {
  itemStatus,
  itemStatusChanges,
  itemStatusList,
  itemStatusOrder,
  itemStatusParams,
  itemStatusQuery,
  newItemStatus,
} from './schema.ts';

const url = '/api/entities/:entityId/item-statuses';
const tags = ['qualification'];
const administer = { access: 'administer' } as const;

/** The catalogue of statuses that a collector may give to items. */
export function itemStatusRoutes(app: App, deps: AppDeps): void {
  registerReads(app, deps);
  registerWrites(app, deps);
  registerOrder(app, deps);
}

function registerReads(app: App, { db }: AppDeps): void {
  app.route({
    method: 'GET',
    url,
    config: { access: 'read' },
    schema: {
      tags,
      summary: 'Statuses in the order of the catalogue, with their default follow-up and delay',
      operationId: 'listItemStatuses',
      params: entityParams,
      querystring: itemStatusQuery,
      response: { 200: itemStatusList },
    },
    handler: async (request) => {
      const { archived = false } = request.query;
      const rows = await listItemStatuses(db, { entityId: entityOf(request).id, archived });
      return { rows: rows.map(presentItemStatus) };
    },
  });
}

function registerWrites(app: App, deps: AppDeps): void {
  app.route({
    method: 'POST',
    url,
    config: administer,
    schema: {
      tags,
      summary: 'A new status at the end of the catalogue',
      operationId: 'createItemStatus',
      params: entityParams,
      body: newItemStatus,
      response: { 200: itemStatus },
    },
    handler: async (request) => {
      const { id } = entityOf(request);
      return inTransaction(deps.db, async (tx) => {
        await listItemStatuses(tx, { entityId: id });
        const made = await createItemStatus(tx, id, request.body);
        const { name, ...rest } = factsOf(made);
        const data = { name, changed: differences({}, rest) };
        await recordSettingChange(tx, deps, request, { kind: 'status_added', data });
        return presentItemStatus(made);
      });
    },
  });
  app.route({
    method: 'PATCH',
    url: `${url}/:statusId`,
    config: administer,
    schema: {
      tags,
      summary: 'Change a status, archive it, or bring it back; items that have it keep it',
      operationId: 'updateItemStatus',
      params: itemStatusParams,
      body: itemStatusChanges,
      response: { 200: itemStatus },
    },
    handler: async (request) => {
      const entity = entityOf(request);
      const { archived, asRead, ...changes } = request.body;
      return inTransaction(deps.db, async (tx) => {
        const { statusId } = request.params;
        await lockEntity(tx, entity.id);
        const status = await readItemStatus(tx, { entityId: entity.id, statusId });
        if (status === null) throw new RefusedError('not_found');
        if (archived === true) await requireAnother(tx, entity, status);
        const archivedAt =
          archived === undefined ? undefined : archived ? (status.archivedAt ?? deps.now()) : null;
        const given = Object.fromEntries(Object.entries(changes).filter(([, value]) => value !== undefined));
        await refuseOverwriting(tx, {
          asRead,
          now: factsOf(status),
          wanted: { ...given, archived },
          of: {
            legalEntityId: entity.id,
            kind: 'status_changed',
            about: { field: 'statusId', id: statusId },
          },
        });
        const after = await updateItemStatus(tx, statusId, {
          ...given,
          ...(archivedAt === undefined ? {} : { archivedAt }),
        });
        const changed = differences(factsOf(status), factsOf(after));
        if (Object.keys(changed).length > 0) {
          const data = { statusId, name: status.name, changed };
          await recordSettingChange(tx, deps, request, { kind: 'status_changed', data });
        }
        return presentItemStatus(after);
      });
    },
  });
}

function registerOrder(app: App, deps: AppDeps): void {
  app.route({
    method: 'PUT',
    url: `${url}/order`,
    config: administer,
    schema: {
      tags,
      summary: 'Put the catalogue in another order; all statuses are named, archived ones too',
      operationId: 'orderItemStatuses',
      params: entityParams,
      body: itemStatusOrder,
      response: { 200: itemStatusList },
    },
    handler: async (request) => {
      const { id: entityId } = entityOf(request);
      return inTransaction(deps.db, async (tx) => {
        await lockEntity(tx, entityId);
        const known = await listItemStatuses(tx, { entityId, archived: true });
        const wanted = new Set(request.body.ids);
        if (!known.every(({ id }) => wanted.has(id)) || wanted.size !== known.length) {
          throw new RefusedError('status_unknown');
        }
        const of = { legalEntityId: entityId, kind: 'status_changed' as const };
        await refuseReordering(tx, { asRead: request.body.asRead, now: known, wanted: [...wanted], of });
        await orderItemStatuses(tx, [...wanted]);
        const rows = await listItemStatuses(tx, { entityId, archived: true });
        const order = (list: ItemStatus[]) => ({ order: list.map(({ name }) => name) });
        const changed = differences(order(known), order(rows));
        if (Object.keys(changed).length > 0)
          await recordSettingChange(tx, deps, request, { kind: 'status_changed', data: { changed } });
        return { rows: rows.map(presentItemStatus) };
      });
    },
  });
}

/** What of it people set, as the log names it. */
function factsOf(row: ItemStatus) {
  const { name, kind, followUpDays, followUpText, followUpChannel, holdDays, archivedAt } = row;
  return { name, kind, followUpDays, followUpText, followUpChannel, holdDays, archived: archivedAt !== null };
}

/** What a customer chooses on the page needs a status that takes it over: the last of its kind stays. */
async function requireAnother(
  tx: Parameters<typeof listItemStatuses>[0],
  entity: EntityScope,
  status: ItemStatus,
): Promise<void> {
  if (status.kind === 'other') return;
  const offered = await listItemStatuses(tx, { entityId: entity.id });
  const others = offered.filter(({ id, kind }) => kind === status.kind && id !== status.id);
  if (others.length === 0) throw new RefusedError('status_needed', { kind: status.kind });
}

export function presentItemStatus(row: ItemStatus): z.output<typeof itemStatus> {
  const { id, key, name, kind, position, followUpDays, followUpText, followUpChannel, holdDays } = row;
  return {
    id,
    key,
    name,
    kind,
    position,
    followUpDays,
    followUpText,
    followUpChannel,
    holdDays,
    archivedAt: row.archivedAt === null ? null : row.archivedAt.toISOString(),
  };
}
