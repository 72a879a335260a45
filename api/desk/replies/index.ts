import type { z } from 'zod';
import { RefusedError } from '../../../domain/errors.ts';
import { readStoredFile } from '../../../prisma/queries/files/read.ts';
import { countFollowUps } from '../../../prisma/queries/follow-ups/read.ts';
import {
  countReplies,
  listReplies,
  readReplyFile,
  type ReplyFilter,
} from '../../../prisma/queries/replies/read.ts';
import type { App, AppDeps, EntityScope, SignedIn } from '../../context.ts';
import { sendDownload } from '../../mail/download.ts';
import { maskFile, openedAtOnce } from '../../mail/parsed-mail.ts';
import { entityOf, userOf } from '../../plugins/access.ts';
import { customerOf } from '../../plugins/customer-of.ts';
import { limitInFlight } from '../../plugins/in-flight.ts';
import { customerParams, entityParams } from '../../wire.ts';
import { fileResponse } from '../messages/index.ts';
import { registerAnswerDraft } from './answer-draft.ts';
import { registerReplyHandling } from './handling.ts';
import { presentReplyRow } from './present.ts';
import { registerReply } from './reply.ts';
import {
  customerReplyQuery,
  replyCounters,
  replyCountersQuery,
  replyFileParams,
  replyPage,
  replyQuery,
} from './schema.ts';

const url = '/api/entities/:entityId/replies';
const config = { access: 'read' } as const;
const tags = ['replies'];

/** Replies & Comments: what customers and colleagues said, until a collector has handled it (P-10, P-11). */
export function replyRoutes(app: App, deps: AppDeps): void {
  registerLists(app, deps);
  registerCounters(app, deps);
  registerReply(app, deps);
  registerFiles(app, deps);
  registerReplyHandling(app, deps);
  registerAnswerDraft(app, deps);
}

function registerLists(app: App, { db }: AppDeps): void {
  app.route({
    method: 'GET',
    url,
    config,
    schema: {
      tags,
      summary: 'What customers and colleagues said, pending ones unless asked otherwise, by page',
      operationId: 'listReplies',
      params: entityParams,
      querystring: replyQuery,
      response: { 200: replyPage },
    },
    handler: async (request) => {
      const entity = entityOf(request);
      const { state = ['pending'], sort, order, page, pageSize, ...filters } = request.query;
      const { rows, total, totals } = await listReplies(db, {
        ...filterOf(entity, userOf(request), filters),
        states: state,
        sort,
        descending: order === 'desc',
        page,
        pageSize,
        sortCurrency: entity.currency,
      });
      return { rows: rows.map(presentReplyRow), total, page, pageSize, totals };
    },
  });
  app.route({
    method: 'GET',
    url: '/api/entities/:entityId/customers/:customerId/replies',
    config,
    schema: {
      tags,
      summary: 'Replies and comments about one customer, in every state unless asked otherwise',
      operationId: 'listCustomerReplies',
      params: customerParams,
      querystring: customerReplyQuery,
      response: { 200: replyPage },
    },
    handler: async (request) => {
      const entity = entityOf(request);
      const { customerId } = request.params;
      await customerOf(db, entity, customerId);
      const { state, sort, order, page, pageSize } = request.query;
      const { rows, total, totals } = await listReplies(db, {
        entityId: entity.id,
        timeZone: entity.timeZone,
        customerId,
        states: state,
        sort,
        descending: order === 'desc',
        page,
        pageSize,
        sortCurrency: entity.currency,
      });
      return { rows: rows.map(presentReplyRow), total, page, pageSize, totals };
    },
  });
}

function registerCounters(app: App, { db }: AppDeps): void {
  app.route({
    method: 'GET',
    url: `${url}/counters`,
    config,
    schema: {
      tags,
      summary:
        'Pending replies by colour: all red, promises green, ongoing blue, disputes yellow; and tasks that are due',
      operationId: 'countReplies',
      params: entityParams,
      querystring: replyCountersQuery,
      response: { 200: replyCounters },
    },
    handler: async (request) => {
      const entity = entityOf(request);
      const filter = filterOf(entity, userOf(request), request.query);
      const { customerId, collectorIds } = filter;
      const [replies, tasks] = await Promise.all([
        countReplies(db, filter),
        countFollowUps(db, {
          entityId: entity.id,
          today: entity.today,
          view: 'open',
          customerId,
          collectorIds,
        }),
      ]);
      return {
        ...replies,
        tasks: tasks.due,
        tasksOpen: tasks.open,
        tasksLate: tasks.late,
        brokenPromises: tasks.brokenPromises,
      };
    },
  });
}

function registerFiles(app: App, { db }: AppDeps): void {
  const limited = limitInFlight(openedAtOnce);
  app.route({
    method: 'GET',
    url: `${url}/:replyId/files/:fileId`,
    config,
    schema: {
      tags,
      summary: 'A file that was sent with a reply, always as a download',
      operationId: 'downloadReplyFile',
      params: replyFileParams,
      response: fileResponse,
    },
    handler: async (request, reply) => {
      const { replyId, fileId } = request.params;
      const file = await readReplyFile(db, { entityId: entityOf(request).id, replyId, fileId });
      if (file === null) throw new RefusedError('not_found');
      return limited(userOf(request).userId, async () => {
        const chunks: Uint8Array[] = [];
        for await (const chunk of readStoredFile(db, file.fileId)) chunks.push(chunk);
        return sendDownload(reply, { name: file.name, bytes: await maskFile(Buffer.concat(chunks)) });
      });
    },
  });
}

type Filters = Omit<z.output<typeof replyQuery>, 'state' | 'sort' | 'order' | 'page' | 'pageSize'>;

function filterOf(
  entity: EntityScope,
  user: SignedIn,
  { collector, status, source, from, until, ...rest }: Filters,
): ReplyFilter {
  return {
    ...rest,
    entityId: entity.id,
    timeZone: entity.timeZone,
    collectorIds: collectorIdsOf(collector, user),
    statuses: status,
    sources: source,
    receivedFrom: from,
    receivedUntil: until,
  };
}

/** `mine` is the person who asks. */
export function collectorIdsOf(collector: string[] | undefined, user: SignedIn): string[] | undefined {
  return collector?.map((id) => (id === 'mine' ? user.userId : id));
}
