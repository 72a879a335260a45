/** Everybody who may come to a door: people with accounts, holders of links of each kind, and nobody. */
import { hashToken } from '../../prisma/hashes.ts';
import {
  newToken,
  pageCookieName,
  pageDeviceCookieName,
  sessionCookieName,
} from '../../api/plugins/session-cookie.ts';
import type { OpenDatabase } from '../support/database.ts';
import { issueLink, type NewLink } from '../../application/links/new-link.ts';
import type { TestApi } from '../api/support.ts';
import { canary, customerKinds, type Canary, type Kind, type Owner } from './canaries.ts';
import { at, type Furnished, type World } from './world.ts';

/** What somebody is, towards the table of routes. */
export type Role =
  | 'nobody'
  | 'member'
  | 'customer'
  | 'colleague'
  | 'colleague_unverified'
  | 'integrator'
  | 'reader'
  | 'reader_unverified';

export interface Visitor {
  name: string;
  role: Role;
  cookie: string;
  /** Put into bodies that carry a token. */
  token: string;
  /** May know this at all, through any route its role opens. */
  mayKnow: (canary: Canary) => boolean;
}

const inPage: Kind[] = [
  ...['company', 'name', 'number', 'contact', 'itemone', 'said', 'author', 'filename', 'filebytes', 'answer'],
  ...['qsubject', 'qtext', 'internalsaid', 'colleague', 'internalname', 'internalbytes'],
] as Kind[];
const inIntegration: Kind[] = [
  ...['company', 'name', 'number', 'itemone', 'qsubject', 'internalsaid', 'colleague', 'internalname'],
] as Kind[];

const inLetter: Kind[] = ['company', 'contact', 'letter', 'letterbytes'];

const of = (owner: Owner, company: Owner, kinds: readonly Kind[]) => (found: Canary) => {
  const [whose, kind] = found.split(':') as [Owner, Kind];
  if (kind === 'company') return whose === company && kinds.includes(kind);
  return whose === owner && kinds.includes(kind);
};
const nothing = () => false;
const members: Record<'a' | 'b', Owner[]> = { a: ['a', 'ae', 'a1', 'a2'], b: ['b', 'be', 'b1'] };

export async function visitorsOf(api: TestApi, world: World): Promise<Visitor[]> {
  const { a1, a2, b1 } = world;
  const { db } = api;
  const customer = (name: string, whose: Furnished, company: Owner, more: Partial<NewLink> = {}) =>
    customerVisitor(api, { name, whose, company, more });
  const expired = await customer('customer 1, expired', a1, 'a', { at: new Date('2025-01-01T00:00:00Z') });
  const revoked = await customer('customer 1, revoked', a1, 'a');
  await db.pageLink.update({ where: { tokenHash: hashToken(revoked.token) }, data: { revokedAt: at } });
  const first = await customer('customer 1', a1, 'a');
  const integrator = await integrationVisitor(api, a1);
  return [
    { name: 'nobody', role: 'nobody', cookie: '', token: 'rc_'.padEnd(46, 'A'), mayKnow: nothing },
    ...(await membersOf(api, world)),
    first,
    await customer('customer 1, one item', a1, 'a', { itemIds: [a1.itemOneId] }),
    await customer('customer 2', a2, 'a'),
    await customer('customer of entity B', b1, 'b'),
    { ...expired, mayKnow: nothing },
    { ...revoked, mayKnow: nothing },
    await colleague(api, { name: 'colleague', whose: a1, verified: true }),
    await colleague(api, { name: 'colleague, unverified', whose: a1, verified: false }),
    await colleague(api, { name: 'colleague of another question', whose: a2, verified: true }),
    await colleague(api, { name: 'colleague of entity B', whose: b1, verified: true }),
    integrator,
    await reader(api, { name: 'reader', whose: a1, company: 'a', verified: true }),
    await reader(api, { name: 'reader, unverified', whose: a1, company: 'a', verified: false }),
    await reader(api, { name: 'reader of another letter', whose: a2, company: 'a', verified: true }),
    await reader(api, { name: 'reader of entity B', whose: b1, company: 'b', verified: true }),
    // Tokens in cookies of another kind than theirs.
    swapped('customer’s token as colleague’s', first.token, 'internal'),
    swapped('integration token as customer’s', integrator.token, 'customer'),
    swapped('integration token as colleague’s', integrator.token, 'internal'),
    swapped('customer’s token as session', first.token, 'session'),
    swapped('customer’s token as reader’s', first.token, 'letter'),
  ];
}

export async function membersOf(api: TestApi, world: World): Promise<Visitor[]> {
  const found: Visitor[] = [];
  for (const entity of ['a', 'b'] as const) {
    for (const role of ['viewer', 'collector', 'administrator'] as const) {
      found.push({
        name: `${role} of entity ${entity.toUpperCase()}`,
        role: 'member',
        cookie: await api.signIn(world[entity].users[role].email),
        token: '',
        mayKnow: (one) => members[entity].includes(one.split(':')[0] as Owner),
      });
    }
  }
  return found;
}

async function customerVisitor(
  { db, app: _app }: TestApi,
  { name, whose, company, more }: { name: string; whose: Furnished; company: Owner; more: Partial<NewLink> },
): Promise<Visitor> {
  const { token } = await issueLink(db, {
    kind: 'customer',
    ...placeOf(whose),
    recipientEmail: `ap@${canary(whose.owner, 'contact')}.test`,
    recipientName: canary(whose.owner, 'contact'),
    language: 'en',
    at,
    ...more,
  });
  const scoped = (more.itemIds ?? []).length > 0;
  const kinds = customerKinds.filter(
    (kind) => !scoped || !['itemtwo', 'saidtwo', 'deletedsaid'].includes(kind),
  );
  return {
    name,
    role: 'customer',
    cookie: `${pageCookieName(origin(), 'customer')}=${token}`,
    token,
    mayKnow: of(whose.owner, company, kinds),
  };
}

async function colleague(
  { db }: TestApi,
  { name, whose, verified }: { name: string; whose: Furnished; verified: boolean },
): Promise<Visitor> {
  const email = `${canary(whose.owner, 'colleague')}@own.test`;
  const { token } = await issueLink(db, {
    kind: 'internal',
    ...placeOf(whose),
    itemIds: [whose.itemOneId],
    questionId: whose.questionId,
    recipientEmail: email,
    recipientName: canary(whose.owner, 'colleague'),
    language: 'en',
    at,
  });
  const cookies = [`${pageCookieName(origin(), 'internal')}=${token}`];
  if (verified) cookies.push(await device(db, whose, email));
  return {
    name,
    role: verified ? 'colleague' : 'colleague_unverified',
    cookie: cookies.join('; '),
    token,
    mayKnow: verified ? of(whose.owner, whose.owner === 'b1' ? 'b' : 'a', inPage) : nothing,
  };
}

async function reader(
  { db }: TestApi,
  { name, whose, company, verified }: { name: string; whose: Furnished; company: Owner; verified: boolean },
): Promise<Visitor> {
  // Beside the code only its beginning is shown.
  const email = `${canary(whose.owner, 'contact')}@own.test`;
  const { token } = await issueLink(db, {
    kind: 'letter',
    ...placeOf(whose),
    letterId: whose.ids['letterId']!,
    recipientEmail: email,
    recipientName: canary(whose.owner, 'contact'),
    language: 'en',
    at,
  });
  const cookies = [`${pageCookieName(origin(), 'letter')}=${token}`];
  if (verified) cookies.push(await device(db, whose, email, 'letter'));
  return {
    name,
    role: verified ? 'reader' : 'reader_unverified',
    cookie: cookies.join('; '),
    token,
    mayKnow: verified ? of(whose.owner, company, inLetter) : nothing,
  };
}

async function device(
  db: OpenDatabase,
  { ids }: Furnished,
  email: string,
  kind: 'internal' | 'letter' = 'internal',
): Promise<string> {
  const value = newToken();
  await db.pageDevice.create({
    data: {
      idHash: hashToken(value),
      kind,
      legalEntityId: ids['entityId']!,
      email,
      createdAt: at,
      expiresAt: new Date(at.getTime() + 30 * 24 * 3600_000),
    },
  });
  return `${pageDeviceCookieName(origin(), kind)}=${value}`;
}

async function integrationVisitor({ db }: TestApi, whose: Furnished): Promise<Visitor> {
  const { token } = await issueLink(db, {
    kind: 'integration',
    ...placeOf(whose),
    commentId: whose.internalCommentId,
    recipientEmail: 'collector@own.test',
    recipientName: 'Collector',
    language: 'en',
    at,
  });
  return { name: 'integrator', role: 'integrator', cookie: '', token, mayKnow: of('a1', 'a', inIntegration) };
}

function swapped(name: string, token: string, as: 'customer' | 'internal' | 'letter' | 'session'): Visitor {
  const cookieName = as === 'session' ? sessionCookieName(origin()) : pageCookieName(origin(), as);
  return { name, role: 'nobody', cookie: `${cookieName}=${token}`, token: '', mayKnow: nothing };
}

function placeOf({ ids }: Furnished): { legalEntityId: string; customerId: string } {
  return { legalEntityId: ids['entityId']!, customerId: ids['customerId']! };
}

/** Cookies are named after the scheme of the server; the tests' speaks plain HTTP. */
function origin(): string {
  return 'http://relance.test';
}
