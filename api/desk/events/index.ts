import { PassThrough } from 'node:stream';
import { z } from 'zod';
import { RefusedError } from '../../../domain/errors.ts';
import { changeTopics } from '../../../domain/vocabulary/pages.ts';
import {
  listenToChanges,
  type ChangeListener,
  type ChangeNotice,
} from '../../../prisma/queries/changes/listen.ts';
import { readSession } from '../../../prisma/queries/sessions/read.ts';
import type { App, AppDeps } from '../../context.ts';
import { entityOf, userOf } from '../../plugins/access.ts';
import { Places } from '../../plugins/limits.ts';
import { entityParams } from '../../wire.ts';

/** Changes within this time are sent together: an import touches thousands of rows. */
const gatherMs = 250;
/** Shows both ends that the other one is there, and that the session still is. */
const heartbeatMs = 20_000;
/** More customers than this are sent as "many": the page reads its list again. */
const mostCustomers = 50;
/** Browsers come again by themselves; this keeps a connection from outliving what it was opened for. */
const longestMs = 4 * 60_000;

/** Streams of one person, in all tabs and browsers, and of everybody: each holds a connection for minutes. */
const mostStreams = { each: 12, all: 1000, retryAfterSeconds: 30 };

/** `GET …/events`: server-sent events `changed` with the topics and customers concerned. Ids only. */
export function eventRoutes(app: App, deps: AppDeps): void {
  const listener = deps.databaseUrl === undefined ? null : listenToChanges(deps.databaseUrl);
  const open = new Set<PassThrough>();
  const places = new Places(mostStreams);
  // Streams that stay open would keep a stopping server waiting.
  app.addHook('preClose', async () => {
    for (const stream of open) stream.end();
    await listener?.close();
  });
  app.route({
    method: 'GET',
    url: '/api/entities/:entityId/events',
    config: { access: 'read' },
    schema: {
      tags: ['events'],
      summary:
        'Live updates as server-sent events; each `changed` event names topics and customers to read again',
      operationId: 'listenToEvents',
      params: entityParams,
      response: {
        200: { description: 'The stream', content: { 'text/event-stream': { schema: z.unknown() } } },
      },
    },
    handler: async (request, reply) => {
      if (listener === null) throw new RefusedError('service_unavailable');
      const entity = entityOf(request);
      const { sessionHash, userId } = userOf(request);
      const leave = places.take(userId);
      const stream = new PassThrough();
      open.add(stream);
      const stop = feed(stream, listener, entity.id, async () => {
        return (await readSession(deps.db, sessionHash, deps.now())) !== null;
      });
      request.raw.once('close', () => {
        leave();
        stop();
        open.delete(stream);
        stream.destroy();
      });
      return reply.type('text/event-stream').header('x-accel-buffering', 'no').send(stream);
    },
  });
}

/** Answers the function that ends it. */
function feed(
  stream: PassThrough,
  listener: ChangeListener,
  entityId: string,
  stillSignedIn: () => Promise<boolean>,
): () => void {
  const gathered = {
    topics: new Set<string>(),
    customerIds: new Set<string>(),
    importIds: new Set<string>(),
  };
  let timer: NodeJS.Timeout | undefined;
  const flush = () => {
    timer = undefined;
    const many = gathered.customerIds.size > mostCustomers;
    const data = {
      topics: [...gathered.topics],
      customerIds: many ? [] : [...gathered.customerIds],
      importIds: [...gathered.importIds],
      many,
    };
    for (const set of Object.values(gathered)) set.clear();
    stream.write(`event: changed\ndata: ${JSON.stringify(data)}\n\n`);
  };
  stream.write('retry: 2000\n\n');
  const unsubscribe = listener.subscribe(
    (notice) => {
      if (!gather(gathered, notice, entityId)) return;
      timer ??= setTimeout(flush, gatherMs);
    },
    () => stream.write('event: ready\ndata: {}\n\n'),
  );
  const heartbeat = setInterval(() => {
    stillSignedIn().then(
      (signedIn) => (signedIn ? stream.write(': here\n\n') : stream.end()),
      () => stream.write(': here\n\n'),
    );
  }, heartbeatMs);
  const end = setTimeout(() => stream.end(), longestMs);
  return () => {
    unsubscribe();
    clearTimeout(timer);
    clearInterval(heartbeat);
    clearTimeout(end);
  };
}

type Gathered = { topics: Set<string>; customerIds: Set<string>; importIds: Set<string> };

/** Answers whether the notice concerns this entity. */
function gather(gathered: Gathered, notice: ChangeNotice | 'reconnected', entityId: string): boolean {
  if (notice === 'reconnected') {
    for (const topic of changeTopics) gathered.topics.add(topic);
    return true;
  }
  if (notice.entityId !== undefined && notice.entityId !== entityId) return false;
  gathered.topics.add(notice.topic);
  if (notice.customerId !== undefined) gathered.customerIds.add(notice.customerId);
  if (notice.topic === 'import' && notice.id !== undefined) gathered.importIds.add(notice.id);
  return true;
}
