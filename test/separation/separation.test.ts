/**
 * The proof that nobody reads what is not theirs: every route of the router, asked by everybody with the ids of
 * everybody's things, against one table.
 */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openTemporal } from '../../api/plugins/temporal.ts';
import { routesOf, type RouteUnderTest } from '../api/routes.ts';
import { startTestApi, type TestApi } from '../api/support.ts';
import { ask, bundlesOf } from './asking.ts';
import { givenAway, type Canary, type Kind } from './canaries.ts';
import { rolesOf, table, type Audience } from './table.ts';
import { membersOf, visitorsOf, type Visitor } from './visitors.ts';
import { seedWorld, type Ids, type World } from './world.ts';

let api: TestApi;
let world: World;
let visitors: Visitor[];
/** What each visitor read over all routes. */
const readBy = new Map<string, Set<Canary>>();

beforeAll(async () => {
  // Answers at once: how long a silent Temporal is waited for is not the question here.
  const temporal = {
    ...openTemporal({ address: '127.0.0.1:1', namespace: 'default' }),
    reachable: async () => true,
    prepared: async () => true,
  };
  api = await startTestApi({}, { temporal });
  world = await seedWorld(api.db);
  visitors = await visitorsOf(api, world);
}, 60_000);
afterAll(() => api.close());

const nameOf = ({ method, url }: RouteUnderTest) => `${method} ${url}`;
/** Streams that do not end are listened to in a test of their own. */
const routes = () => routesOf(api.app).filter(({ url }) => !url.endsWith('/events'));
const reads = () => routes().filter(({ method }) => method === 'GET');
/** Pages without account first: what members do may end the links. */
const writes = () =>
  routes()
    .filter(({ method }) => method !== 'GET')
    .toSorted((one, other) => Number(isOfMembers(one)) - Number(isOfMembers(other)));
const isOfMembers = (route: RouteUnderTest) => table[nameOf(route)]?.to === 'members';

/** Anyone who may use a route tries everybody's ids on it; anyone who may not is refused before any id is looked at. */
function askedWith({ url }: RouteUnderTest, { name, role }: Visitor, to: Audience): Ids[] {
  const all = bundlesOf(world);
  const foreign = [all[0]!, all[1]!, all[3]!];
  if (!url.includes(':') && !/^\/api\/(portal|internal|letter)\//.test(url)) return [all[0]!];
  if (!rolesOf[to].includes(role)) return [all[0]!];
  return role === 'member' && !name.startsWith('administrator') ? foreign : all;
}

/** Asks a route as everybody about everything; answers what was said to somebody who may not know it. */
async function leaksOf(route: RouteUnderTest, who: Visitor[]): Promise<string[]> {
  const leaks: string[] = [];
  const { to, only } = table[nameOf(route)] ?? { to: 'nobody' };
  for (const visitor of who) {
    const known = readBy.get(visitor.name) ?? new Set();
    readBy.set(visitor.name, known);
    for (const ids of askedWith(route, visitor, to)) {
      const answer = await ask(api, route, visitor, ids);
      if (answer.status >= 500 && answer.status !== 503) leaks.push(`${answer.url} ${answer.status}`);
      const named = new Set(Object.values(ids));
      const ownersOfOthers = new Map([...world.idOwners].filter(([id]) => !named.has(id)));
      for (const one of givenAway(answer.said, ownersOfOthers)) {
        known.add(one);
        const kind = one.split(':')[1] as Kind;
        const may =
          rolesOf[to].includes(visitor.role) && visitor.mayKnow(one) && (only?.includes(kind) ?? true);
        if (!may) leaks.push(`${visitor.name} read ${one} from ${route.method} ${answer.url}`);
      }
    }
  }
  return leaks;
}

describe('separation', () => {
  test('B2 B3 every route has its line in the table, and every line its route', () => {
    expect(Object.keys(table).toSorted()).toEqual(routesOf(api.app).map(nameOf).toSorted());
  });

  test('B2 B3 B13 I-5 no answer to reading says anything to anyone who may not know it', async () => {
    const leaks: string[] = [];
    for (const route of reads()) leaks.push(...(await leaksOf(route, visitors)));
    expect(leaks).toEqual([]);
  }, 300_000);

  test('B2 B3 B13 I-5 no answer to writing does, and what was written opens nothing', async () => {
    const leaks: string[] = [];
    for (const route of writes()) {
      leaks.push(...(await leaksOf(route, visitors)));
      if (route.url === '/api/session/end') {
        const anew = await membersOf(api, world);
        visitors = visitors.map((one) => anew.find(({ name }) => name === one.name) ?? one);
      }
    }
    // After these writes: links that were ended are made again, and all is read once more.
    visitors = await visitorsOf(api, world);
    const outside = visitors.filter(({ role }) => role !== 'member');
    for (const route of reads()) leaks.push(...(await leaksOf(route, outside)));
    expect(leaks).toEqual([]);
  }, 400_000);

  test('B3 M1 live updates are opened to members of the entity, and to nobody else', async () => {
    const [stream] = routesOf(api.app).filter(({ url }) => url.endsWith('/events'));
    for (const visitor of visitors) {
      for (const { ids } of [world.a1, world.b1]) {
        const own =
          visitor.role === 'member' && visitor.mayKnow(ids === world.a1.ids ? 'a1:name' : 'b1:name');
        // What members hear is proved where a stream is listened to: test/api/events.test.ts.
        if (own) continue;
        const { status, said } = await ask(api, stream!, visitor, ids);
        expect([visitor.name, status]).toEqual([visitor.name, visitor.role === 'member' ? 404 : 401]);
        expect(givenAway(said, new Map())).toEqual(new Set());
      }
    }
  });

  test('B2 B13 I-5 P-12 what may be known is said: the table is not met by silence', () => {
    for (const { name, mayKnow, role } of visitors) {
      if (role === 'nobody') expect([name, ...(readBy.get(name) ?? [])]).toEqual([name]);
      if (role !== 'customer' && role !== 'colleague') continue;
      const own = [...(readBy.get(name) ?? [])];
      expect(own.every(mayKnow), name).toBe(true);
    }
    const shown = Object.values(table).flatMap(({ to, shows = [] }) => shows.map((kind) => ({ to, kind })));
    for (const { to, kind } of shown) {
      const reader = {
        customers: 'customer 1',
        colleagues: 'colleague',
        integrators: 'integrator',
        readers: 'reader',
      }[to as string]!;
      const kinds = [...(readBy.get(reader) ?? [])].map((one) => one.split(':')[1]);
      expect(kinds, `${reader} reads ${kind}`).toContain(kind);
    }
  });

  test('M1 members of an entity read all of their entity and nothing of the other', () => {
    const kindsRead = (name: string) => [...(readBy.get(name) ?? [])].filter((one) => one.startsWith('a1:'));
    const expected: Kind[] = [
      'said',
      'answer',
      'internalsaid',
      'qtext',
      'note',
      'hold',
      'promise',
      'dispute',
      'followup',
      'waived',
      'rate',
      'history',
      'pause',
    ];
    for (const kind of expected) expect(kindsRead('collector of entity A'), kind).toContain(`a1:${kind}`);
  });
});
