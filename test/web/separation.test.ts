/** The same proof as test/separation, over the pages as a browser gets them; and what scanners of mail do to links. */
import { createHash } from 'node:crypto';
import { readdirSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { renderer } from '../support/threads.ts';
import { Prisma } from '../../prisma/client.ts';
import { canary, givenAway, type Canary } from '../separation/canaries.ts';
import { everyMail } from '../separation/mails.ts';
import { rolesOf, type Audience } from '../separation/table.ts';
import { visitorsOf, type Visitor } from '../separation/visitors.ts';
import { seedWorld, type Ids, type World } from '../separation/world.ts';
import { startPages, type Pages } from './support.ts';

let pages: Pages;
let world: World;
let visitors: Visitor[];

beforeAll(async () => {
  pages = await startPages();
  world = await seedWorld(pages.api.db);
  visitors = await visitorsOf(pages.api, world);
}, 120_000);
afterAll(() => pages?.close());

/** Who may read what stands on a page; a page without a line fails the test. */
const table: Record<string, Audience> = {
  // Leads members to their entity, whose code stands in the address.
  '/': 'members',
  '/sign-in': 'nobody',
  '/account': 'nobody',
  '/forgotten': 'nobody',
  '/sign-out': 'nobody',
  '/gallery': 'members',
  '/e/[entity]': 'members',
  '/e/[entity]/agenda': 'members',
  '/e/[entity]/agenda/upcoming': 'members',
  '/e/[entity]/assignment': 'members',
  '/e/[entity]/customers': 'members',
  '/e/[entity]/customers/[customerId]': 'members',
  '/e/[entity]/imports': 'members',
  '/e/[entity]/items/[itemId]': 'members',
  '/e/[entity]/imports/[importId]': 'members',
  '/e/[entity]/letters/[letterId]': 'members',
  '/e/[entity]/mailbox': 'members',
  '/e/[entity]/unassigned': 'members',
  '/e/[entity]/mailbox/[mailId]': 'members',
  '/e/[entity]/messages': 'members',
  '/e/[entity]/messages/[messageId]': 'members',
  '/e/[entity]/replies': 'members',
  '/e/[entity]/replies/[commentId]': 'members',
  '/e/[entity]/scenarios': 'members',
  '/e/[entity]/scenarios/[scenarioId]': 'members',
  '/e/[entity]/scenarios/[scenarioId]/edit': 'members',
  '/e/[entity]/scenarios/new': 'members',
  '/e/[entity]/account': 'members',
  '/e/[entity]/set-up': 'members',
  '/e/[entity]/settings': 'members',
  '/e/[entity]/tasks': 'members',
  '/e/[entity]/workflows/[workflow]/[subjectId]': 'members',
  '/e/[entity]/templates': 'members',
  '/e/[entity]/templates/[key]': 'members',
  '/p': 'customers',
  '/p/[token]': 'nobody',
  '/i': 'colleagues',
  '/i/[token]': 'nobody',
  '/l': 'readers',
  '/l/[token]': 'nobody',
  '/r': 'integrators',
  '/r/[token]': 'nobody',
};

const routesFolder = path.resolve(import.meta.dirname, '../../web/src/routes');

/** Addresses of the pages, from the folders of SvelteKit; groups stand in brackets and in no address. */
function pagesOfFolders(): string[] {
  const found = readdirSync(routesFolder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && /^\+(page|server)\.(svelte|server\.ts|ts)$/.test(entry.name))
    .map(({ parentPath }) => path.relative(routesFolder, parentPath))
    .map(
      (folder) =>
        `/${folder
          .split(path.sep)
          .filter((part) => part !== '' && !/^\(.*\)$/.test(part))
          .join('/')}`,
    );
  return [...new Set(found)].toSorted();
}

function addressOf(page: string, ids: Ids, token: string): string {
  const entity = ids['entityId'] === world.b.entityId ? canary('be', 'entity') : canary('ae', 'entity');
  const values: Ids = {
    ...ids,
    entity: entity.toUpperCase(),
    commentId: ids['replyId']!,
    token: token === '' ? 'nothing' : token,
    key: 'friendly',
  };
  return page.replaceAll(
    /\[(\w+)\]/g,
    (_all, name: string) => values[name] ?? '00000000-0000-4000-8000-000000000000',
  );
}

async function get(address: string, { cookie }: Pick<Visitor, 'cookie'>, init: RequestInit = {}) {
  const response = await fetch(`${pages.address}${address}`, {
    redirect: 'manual',
    ...init,
    headers: { ...(cookie === '' ? {} : { cookie }), accept: 'text/html', ...init.headers },
  });
  return {
    status: response.status,
    said: `${JSON.stringify([...response.headers])}\n${await response.text()}`,
  };
}

describe('pages', () => {
  test('B2 B3 every page has its line, and every line its page', () => {
    const folders = pagesOfFolders();
    expect(folders.filter((page) => table[page] === undefined)).toEqual([]);
  });

  test('B2 B3 B13 I-5 no page shows anybody what they may not know', async () => {
    const leaks: string[] = [];
    const shown = new Map<string, Set<Canary>>();
    for (const page of pagesOfFolders()) {
      const to = table[page] ?? 'nobody';
      for (const visitor of visitors) {
        for (const { ids } of page.includes('[') ? [world.a1, world.b1] : [world.a1]) {
          const address = addressOf(page, ids, visitor.token);
          const { status, said } = await get(address, visitor);
          if (status >= 500) leaks.push(`${visitor.name}: ${address} ${status}`);
          // An address repeats what was asked for.
          const named = Object.values(ids).map((id) => id.toLowerCase());
          const owners = new Map([...world.idOwners].filter(([id]) => !named.includes(id)));
          const asked = new RegExp(address.match(/zq\w+qz/i)?.[0] ?? '^$', 'gi');
          for (const one of givenAway(said.replaceAll(asked, ''), owners)) {
            shown.set(visitor.name, (shown.get(visitor.name) ?? new Set()).add(one));
            const may = rolesOf[to].includes(visitor.role) && visitor.mayKnow(one);
            if (!may) leaks.push(`${visitor.name} sees ${one} on ${address}`);
          }
        }
      }
    }
    expect([...new Set(leaks)]).toEqual([]);
    expect([...(shown.get('customer 1') ?? [])]).toEqual(
      expect.arrayContaining(['a:company', 'a1:itemone', 'a1:said', 'a1:answer']),
    );
    expect([...(shown.get('colleague') ?? [])]).toEqual(
      expect.arrayContaining(['a1:qtext', 'a1:internalsaid']),
    );
    expect([...(shown.get('administrator of entity A') ?? [])]).toEqual(
      expect.arrayContaining(['a1:internalsaid', 'a2:name']),
    );
  }, 300_000);
});

/** As mail gateways present themselves, and as one that pretends to be a person. */
const scanners = [
  'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/126.0 Safari/537.36',
  'Mozilla/4.0 (compatible; MSIE 7.0; Windows NT 6.1) Microsoft Office Protection',
  'Barracuda Sentinel (EE)',
  'python-requests/2.31.0',
  '',
];

/** Everything that is stored, but for who opened a link. */
async function stateHash(): Promise<string> {
  const { db } = pages.api;
  const tables = await db.$queryRaw<{ name: string }[]>(Prisma.sql`
    SELECT table_name AS name FROM information_schema.tables
    WHERE table_schema = 'public' AND table_type = 'BASE TABLE' AND table_name NOT IN ('PageView', '_prisma_migrations')
    ORDER BY 1`);
  const hash = createHash('sha256');
  for (const { name } of tables) {
    const rows = await db.$queryRaw<{ text: string }[]>(
      Prisma.sql`SELECT t::text AS text FROM ${Prisma.raw(`"${name}"`)} t ORDER BY 1`,
    );
    hash.update(`${name}\n${rows.map(({ text }) => text).join('\n')}\n`);
  }
  return hash.digest('hex');
}

describe('scanners', () => {
  test('B7 C6 D1 anything that follows the links of a mail by GET, HEAD or OPTIONS changes nothing', async () => {
    const mails = await everyMail({ db: pages.api.db, renderer, publicUrl: pages.address }, world);
    const links = new Set(
      mails.flatMap(({ text }) =>
        [...text.replaceAll('&amp;', '&').matchAll(/https?:\/\/127\.0\.0\.1:\d+[^\s"'<>)\]]*/g)].map(
          ([link]) => link,
        ),
      ),
    );
    const folders = [...links].map((link) => new URL(link).pathname.split('/')[1]);
    expect(new Set(folders)).toEqual(new Set(['p', 'l', 'i', 'r', 'e', 'account']));
    const before = await stateHash();
    for (const link of links) {
      const address = link.slice(pages.address.length);
      for (const agent of scanners) {
        for (const method of ['GET', 'HEAD', 'OPTIONS']) {
          const { status } = await get(
            address,
            { cookie: '' },
            { method, headers: { 'user-agent': agent }, redirect: 'follow' },
          );
          expect([address, method, status < 500]).toEqual([address, method, true]);
        }
      }
    }
    expect(await stateHash()).toBe(before);
  }, 240_000);

  test('B7 the hash sees a change', async () => {
    const before = await stateHash();
    await pages.api.db.comment.updateMany({
      where: { id: world.a1.publicCommentId },
      data: { language: 'fr' },
    });
    expect(await stateHash()).not.toBe(before);
  });
});
