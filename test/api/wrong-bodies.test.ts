/** What is wrong in one place of a body is refused, or taken for what it is; it is never a failure of ours. */
import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { samplesOf, withOneWrong, wrongTexts, type JsonSchema } from './body-samples.ts';
import { visitorFor, type Visitor } from './portal-support.ts';
import { addressOf, routesOf, type RouteUnderTest } from './routes.ts';
import { seedEntity, startTestApi, type Seeded, type TestApi } from './support.ts';

interface Contract {
  paths: Record<
    string,
    Record<
      string,
      | {
          parameters?: { name: string; in: string }[];
          requestBody?: { content: Record<string, { schema: JsonSchema }> };
        }
      | undefined
    >
  >;
  components: { schemas: Record<string, JsonSchema> };
}

const contract = JSON.parse(
  readFileSync(new URL('../../api/openapi.json', import.meta.url), 'utf8'),
) as Contract;

let api: TestApi;
let mine: Seeded;
let cookie: string;
let visitor: Visitor;

beforeAll(async () => {
  api = await startTestApi();
  mine = await seedEntity(api.db, 'MINE');
  cookie = await api.signIn(mine.users.administrator.email);
  visitor = await visitorFor(api.db, mine);
});
afterAll(() => api.close());

/** What ends the session that the others need. */
const ending = new Set(['/api/session/end', '/api/portal/leave', '/api/internal/leave', '/api/me/password']);

function bodiesOf({ method, url }: RouteUnderTest): unknown[] {
  const path = url.replaceAll(/:([A-Za-z]+)/g, '{$1}');
  const schema =
    contract.paths[path]?.[method.toLowerCase()]?.requestBody?.content['application/json']?.schema;
  if (schema === undefined) return [];
  return samplesOf(schema, { schemas: contract.components.schemas, named });
}

function named(name: string): unknown {
  const ids: Record<string, unknown> = {
    itemId: mine.itemIds[0],
    itemIds: mine.itemIds,
    customerId: mine.customerId,
    actionId: mine.actionId,
    contactId: mine.contactId,
    scenarioId: mine.scenarioId,
    versionId: mine.versionId,
    statusId: mine.statusId,
    replyId: mine.replyId,
    userId: mine.users.viewer.id,
    collectorId: mine.users.collector.id,
    deputyId: mine.users.collector.id,
    entity: 'MINE',
    customer: 'MINE-1',
    currency: 'EUR',
    country: 'FR',
    language: 'fr',
    timeZone: 'Europe/Paris',
    attribute: ['segment=large'],
    amounts: { [mine.itemIds[0]!]: 100 },
    to: 'claire@mine.example',
    email: 'claire@mine.example',
    iban: 'FR7630006000011234567890189',
    bic: 'AGRIFRPP',
    vatNumber: 'FR40303265045',
    positionHash: 'a'.repeat(64),
  };
  return ids[name];
}

/** The parameters of the address that the contract names. */
function parametersOf({ method, url }: RouteUnderTest): string[] {
  const of = contract.paths[url.replaceAll(/:([A-Za-z]+)/g, '{$1}')]?.[method.toLowerCase()];
  return (of?.parameters ?? []).filter((one) => one.in === 'query').map(({ name }) => name);
}

const asOf = ({ access }: RouteUnderTest) =>
  access.endsWith('page') || access === 'internal_link' ? visitor.cookie : cookie;

/** Answers that say something of what was asked; 503 says that a server of ours is away, as Temporal is here. */
const isOurs = (statusCode: number) => statusCode >= 500 && statusCode !== 503;

describe('wrong in one place', () => {
  it('D-8 D-9 no value at any place of any body of the contract is a failure of ours', async () => {
    const failed: unknown[] = [];
    for (const route of routesOf(api.app).filter(({ url }) => !ending.has(url))) {
      for (const { path, body } of withOneWrong(bodiesOf(route))) {
        const { method } = route;
        const { statusCode } = await api.ask({ method, url: addressOf(route, mine), as: asOf(route), body });
        if (isOurs(statusCode)) failed.push([method, route.url, path, body, statusCode]);
      }
    }
    expect(failed).toEqual([]);
  }, 120_000);

  it('D-8 D-9 no value in any address of the contract is a failure of ours', async () => {
    const failed: unknown[] = [];
    for (const route of routesOf(api.app).filter(({ method }) => method === 'GET')) {
      const url = addressOf(route, mine);
      for (const name of parametersOf(route)) {
        for (const value of wrongTexts) {
          const asked = `${url}?${name}=${encodeURIComponent(value)}`;
          const { statusCode } = await api.ask({ url: asked, as: asOf(route) });
          if (isOurs(statusCode)) failed.push([asked, statusCode]);
        }
      }
    }
    expect(failed).toEqual([]);
  }, 120_000);
});
