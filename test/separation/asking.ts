/** Every route, asked with the ids of everybody's things. */
import type { LightMyRequestResponse } from 'fastify';
import { type RouteUnderTest } from '../api/routes.ts';
import { multipart } from '../api/portal-support.ts';
import { origin, type TestApi } from '../api/support.ts';
import { everythingIn } from './unpack.ts';
import type { Visitor } from './visitors.ts';
import type { Furnished, Ids, World } from './world.ts';

export interface Asked {
  route: string;
  url: string;
  status: number;
  /** Headers and body, regardless of what the body is packed in. */
  said: string;
}

/** The things of each customer, of colleagues about customer 1, and foreign things under the own entity. */
export function bundlesOf({ a1, a2, b1 }: World): Ids[] {
  const inside: Furnished = a1;
  return [
    a1.ids,
    {
      ...a1.ids,
      itemId: a1.itemTwoId,
      fileId: inside.internalFileId,
      replyId: inside.internalCommentId,
      questionId: inside.otherQuestionId,
    },
    a2.ids,
    b1.ids,
    { ...b1.ids, entityId: a1.ids['entityId']! },
    { ...b1.ids, entityId: a1.ids['entityId']!, customerId: a1.ids['customerId']! },
  ];
}

export function addressWith(url: string, ids: Ids): string {
  const fixed: Ids = { key: 'friendly', kind: 'mail', language: 'en', index: '0', mailId: '1' };
  return url.replaceAll(/:([A-Za-z]+)/g, (_all, name: string) => {
    return ids[name] || (fixed[name] ?? '00000000-0000-4000-8000-000000000000');
  });
}

let asked = 0;

export async function ask(api: TestApi, route: RouteUnderTest, visitor: Visitor, ids: Ids): Promise<Asked> {
  asked += 1;
  const url = addressWith(route.url, ids);
  const isForm = route.method !== 'GET' && !route.hasBody && /(files|form|documents\.zip)$/.test(route.url);
  const form = multipart([
    { name: 'key', value: `form-${asked}` },
    { name: 'itemIds', value: ids['itemId'] ?? '' },
    { name: 'text', value: 'words' },
  ]);
  const response: LightMyRequestResponse = await api.app.inject({
    method: route.method,
    url,
    // Guesses are counted by address; nobody here is to be stopped for that instead of for what they are.
    remoteAddress: `10.${(asked >> 16) & 255}.${(asked >> 8) & 255}.${asked & 255}`,
    headers: {
      ...(visitor.cookie === '' ? {} : { cookie: visitor.cookie }),
      ...(route.method === 'GET'
        ? {}
        : { origin, 'content-type': isForm ? form.contentType : 'application/json' }),
    },
    ...(route.method === 'GET'
      ? {}
      : { payload: isForm ? form.payload : JSON.stringify(bodyFor(route, visitor, ids)) }),
  });
  const headers = JSON.stringify(response.headers);
  return {
    route: `${route.method} ${route.url}`,
    url,
    status: response.statusCode,
    said: `${headers}\n${await everythingIn(response.rawPayload)}`,
  };
}

/** Bodies that get beyond the first check; what they ask for is what the ids name. */
function bodyFor({ url }: RouteUnderTest, { token }: Visitor, ids: Ids): unknown {
  const key = `key-of-ask-${asked}`;
  const items = [{ itemId: ids['itemId'] }];
  const bodies: [RegExp, unknown][] = [
    [/\/(entry|renew|look|integrate)$/, url.includes(':') ? {} : { token }],
    [/code\/verify$/, { code: '12345678' }],
    [/portal\/submissions$/, { key, status: 'none', itemIds: [ids['itemId']], text: 'words' }],
    [/internal\/answers$/, { key, text: 'words', itemIds: [ids['itemId']] }],
    [/confirm$/, { key, positionHash: 'a'.repeat(64) }],
    [/postpone$/, { key, until: '2026-03-20', dueOn: '2026-03-20' }],
    [/skip$/, { key, reason: 'x' }],
    [/complete$/, { key }],
    [/batch$/, { command: 'skip', key, reason: 'x', actions: [{ id: ids['actionId'] }] }],
    [/preview$/, {}],
    [/pause$/, { key, until: null, reason: 'x' }],
    [/resume$/, { key }],
    [/promises$/, { promisedOn: '2026-03-20', items }],
    [/disputes$/, { reason: 'price', items }],
    [/holds$/, { itemIds: [ids['itemId']], until: null, reason: 'x' }],
    [/notes$/, { text: 'x' }],
    [/contacts-made$/, { channel: 'phone', note: 'x' }],
    [/\/answer$/, { text: 'x' }],
    [/proposals\/accept$/, { key, completes: false, proposals: [{ id: crypto.randomUUID() }] }],
    [/proposals\/(drop|restore|undo)$/, { key, ids: [crypto.randomUUID()] }],
    [/proposals\/read-again$/, { key }],
    [/proposals\/trial$/, { from: '2026-01-01', until: '2027-01-01' }],
    [
      /\/questions$/,
      {
        key,
        recipientEmail: 'paul@own.test',
        recipientName: 'Paul',
        subject: 'x',
        text: 'x',
        itemIds: [ids['itemId']],
      },
    ],
    [/users\/:userId$/, { language: 'en' }],
    [/customer-sentence$/, { sentence: 'all' }],
    [/\/move$/, { key, scenarioId: ids['scenarioId'] }],
  ];
  return bodies.find(([pattern]) => pattern.test(url))?.[1] ?? {};
}
