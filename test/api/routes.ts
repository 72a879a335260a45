/** Every route as the router has it, with an address made of real ids, so that tests cover what is added later. */
import type { RouteOptions } from 'fastify';
import type { Access, App } from '../../api/context.ts';
import type { Seeded } from './support.ts';

export interface RouteUnderTest {
  method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  url: string;
  access: Access;
  hasBody: boolean;
}

const collected = new WeakMap<App, RouteUnderTest[]>();

/** Routes of an app that was built with `collectRoutes` as its `onRoute`. */
export function routesOf(app: App): RouteUnderTest[] {
  return collected.get(app) ?? [];
}

export function collectRoutes(app: App): void {
  const routes: RouteUnderTest[] = [];
  collected.set(app, routes);
  app.addHook('onRoute', ({ method, url, config, schema }: RouteOptions) => {
    if (!url.startsWith('/api')) return;
    for (const one of [method].flat()) {
      if (one === 'HEAD' || one === 'OPTIONS') continue;
      const access = config?.access;
      if (access === undefined) throw new Error(`${one} ${url} declares no access`);
      routes.push({
        method: one as RouteUnderTest['method'],
        url,
        access,
        hasBody: schema?.body !== undefined,
      });
    }
  });
}

/** The route's address with the ids of one entity's things; ids without a thing yet get a random one. */
export function addressOf({ url }: RouteUnderTest, seeded: Seeded): string {
  const values: Record<string, string> = {
    entityId: seeded.entityId,
    customerId: seeded.customerId,
    actionId: seeded.actionId,
    contactId: seeded.contactId,
    promiseId: seeded.promiseId,
    disputeId: seeded.disputeId,
    holdId: seeded.holdId,
    messageId: seeded.messageId,
    decisionId: seeded.decisionId,
    scenarioId: seeded.scenarioId,
    versionId: seeded.versionId,
    userId: seeded.users.viewer.id,
    importId: seeded.importId,
    replyId: seeded.replyId,
    fileId: seeded.fileId,
    followUpId: seeded.followUpId,
    provider: 'maileva',
    connector: 'stripe',
    statusId: seeded.statusId,
    qualificationId: seeded.qualificationId,
    key: seeded.templateKey,
    language: 'en',
    kind: 'mail',
    index: '0',
    mailId: '1',
    workflow: 'collectionCase',
    subjectId: seeded.customerId,
    eventId: '1',
    rowNo: '1',
    token: '0'.repeat(17),
  };
  return url.replaceAll(
    /:([A-Za-z]+)/g,
    (_all, name: string) => values[name] ?? '00000000-0000-4000-8000-000000000000',
  );
}
