/** Whom a file names: mailboxes of a cell, rows of one customer, countries and languages. */
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { act } from '../../application/act.ts';
import { decideContactProposal, type ProposalDecision } from '../../application/contacts/decide-proposal.ts';
import { openProposals } from '../../application/contacts/proposals.ts';
import { rejectImport } from '../../prisma/queries/imports/states.ts';
import { remarkRows } from '../../prisma/queries/imports/remarks.ts';
import { undoImport } from '../../application/imports/undo.ts';
import { createTestDatabase, type TestDatabase } from '../support/database.ts';
import { createLegalEntity, importFile, review, type GivenFile } from './support.ts';

let database: TestDatabase;
let entityId: string;
beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database.drop());
beforeEach(async () => {
  entityId = await createLegalEntity(database.db, { currency: 'EUR' });
});

function customers(rows: string[], more: Partial<GivenFile> = {}): GivenFile {
  const header = 'Customer no;Customer name;Contact;Email;Phone;Language;Country;Street;City';
  return { entityId, kind: 'customers', mode: 'delta', asOf: '2026-11-01', content: [header, ...rows].join('\n'), ...more }; // prettier-ignore
}
function items(rows: string[], more: Partial<GivenFile> = {}): GivenFile {
  const header =
    'Customer no;Customer name;Invoice no;Invoice date;Due date;Open amount;Email;Contact;Country';
  return { entityId, mode: 'delta', asOf: '2026-11-01', content: [header, ...rows].join('\n'), ...more };
}
const invoice = (customer: string, number: string, email: string, more = ';') =>
  `${customer};${customer} Ltd;${number};2026-09-01;2026-10-01;100.00;${email};${more}`;

async function contactsOf(number: string) {
  const contacts = await database.db.contact.findMany({
    where: { customer: { legalEntityId: entityId, number } },
  });
  return contacts.map(({ name, email, phone }) => [name, email, phone].filter(Boolean).join(' ')).sort();
}
const version = async (number: string) =>
  (await database.db.customer.findFirstOrThrow({ where: { legalEntityId: entityId, number } }))
    .positionVersion;

describe('addresses of an items file', () => {
  it('D-1 D-12 every mailbox of a cell is a contact, regardless of what separates them', async () => {
    await importFile(
      database.db,
      items([
        invoice('A', '1', '"ap@semi.example;cfo@semi.example"'),
        invoice('B', '2', 'ap@comma.example, cfo@comma.example'),
        invoice('C', '3', '"ap@trailing.example;"'),
        invoice('D', '4', 'Accounts Dept <ap@display.example>'),
        invoice('E', '5', 'mailto:ap@mailto.example'),
        invoice('F', '6', 'jörg@example.com'),
        invoice('G', '7', 'ap@slash.example / cfo@slash.example'),
        invoice('H', '8', 'none'),
      ]),
    );
    expect(await contactsOf('A')).toEqual(['ap@semi.example', 'cfo@semi.example']);
    expect(await contactsOf('B')).toEqual(['ap@comma.example', 'cfo@comma.example']);
    expect(await contactsOf('C')).toEqual(['ap@trailing.example']);
    expect(await contactsOf('D')).toEqual(['Accounts Dept ap@display.example']);
    expect(await contactsOf('E')).toEqual(['ap@mailto.example']);
    expect(await contactsOf('F')).toEqual(['jörg@example.com']);
    expect(await contactsOf('G')).toEqual(['ap@slash.example', 'cfo@slash.example']);
    expect(await contactsOf('H')).toEqual([]);
  });

  it('D-12 contacts that repeat or differ from row to row are each there once', async () => {
    await importFile(
      database.db,
      items([
        invoice('A', '1', 'ap@x.example'),
        invoice('A', '2', 'AP@X.example', 'Ann;'),
        invoice('A', '3', 'cfo@x.example', 'Bob;'),
        invoice('A', '4', ''),
      ]),
    );
    expect(await contactsOf('A')).toEqual(['Ann AP@X.example', 'Bob cfo@x.example']);
  });

  it('D-12 the review counts what was not understood, and pages its rows', async () => {
    const rows = Array.from({ length: 120 }, (_, n) =>
      invoice(`K${n}`, String(n), n % 2 === 0 ? 'unknown' : 'a@x.example'),
    );
    const run = await review(database.db, items(rows));
    expect(run.review.remarks.find(({ code }) => code === 'email_not_understood')?.params).toMatchObject({
      count: 60,
      column: 'Email',
    });
    const page = await remarkRows(database.db, {
      importId: run.id,
      code: 'email_not_understood',
      column: 'Email',
      skip: 50,
      take: 50,
    });
    expect(page.total).toBe(60);
    expect(page.rows).toHaveLength(10);
    expect(page.rows[0]).toEqual({ row: 102, value: 'unknown', customerNumber: 'K100', number: '100' });
  });
});

describe('customers files', () => {
  const named = (head: string, rows: string[]): GivenFile => ({
    ...customers([]),
    content: [`Customer no;Customer name;${head}`, ...rows].join('\n'),
  });
  const parents = async () => {
    const rows = await database.db.customer.findMany({
      where: { legalEntityId: entityId },
      select: { number: true, parent: { select: { number: true } } },
      orderBy: { number: 'asc' },
    });
    return rows.map(({ number, parent }) => `${number}<${parent?.number ?? ''}`).join(' ');
  };

  it('D-1 D-12 parents that close a circle are not taken, in one file or over several', async () => {
    const file = (...rows: string[]) =>
      importFile(
        database.db,
        named(
          'Parent number',
          rows.map((row) => `${row[0]};${row[0]} Ltd;${row.slice(1)}`),
        ),
      );
    await file('A', 'BA', 'CB', 'D');
    expect(await parents()).toBe('A< B<A C<B D<');
    await file('AC', 'DC');
    expect(await parents()).toBe('A< B<A C<B D<C');
    await file('AB', 'BD', 'CC');
    expect(await parents()).toBe('A< B<A C<B D<C');
    await file('BD', 'CA', 'D');
    expect(await parents()).toBe('A< B<D C<A D<C');
    await file('EF', 'FG', 'GE', 'HA');
    expect(await parents()).toBe('A< B<D C<A D<C E< F< G< H<A');
  });

  it('D-1 X-5 undoing gives no parent back that stands below by now', async () => {
    await importFile(database.db, named('Parent number', ['A;A Ltd;', 'B;B Ltd;A', 'C;C Ltd;']));
    const second = await importFile(database.db, named('Parent number', ['B;B Ltd;C']));
    const idOf = async (number: string) =>
      (await database.db.customer.findFirstOrThrow({ where: { legalEntityId: entityId, number } })).id;
    await database.db.customer.update({
      where: { id: await idOf('A') },
      data: { parentId: await idOf('B') },
    });
    await undoImport(database.db, second.id, { userId: null }, new Date());
    expect(await parents()).toBe('A<B B< C<');
  });

  it('D-1 M1 anyone who may not see the customers of a company is nobody’s collector there', async () => {
    const user = async (
      role: 'collector' | 'viewer',
      entity: string | null,
      disabledAt: Date | null = null,
    ) => {
      const email = `${crypto.randomUUID()}@house.example`;
      const memberships = entity === null ? {} : { create: { legalEntityId: entity } };
      await database.db.user.create({
        data: { email, name: 'X', role, passwordHash: '', disabledAt, memberships },
      });
      return email;
    };
    const elsewhere = await createLegalEntity(database.db);
    const emails = [
      await user('collector', entityId),
      await user('collector', elsewhere),
      await user('viewer', entityId),
      await user('collector', entityId, new Date()),
      await user('collector', null),
    ];
    await importFile(
      database.db,
      named(
        'Collector email',
        emails.map((email, at) => `K${at};K${at} Ltd;${email}`),
      ),
    );
    const rows = await database.db.customer.findMany({
      where: { legalEntityId: entityId, collectorId: { not: null } },
      select: { number: true },
    });
    expect(rows).toEqual([{ number: 'K0' }]);
  });

  it('D-1 D-12 one row per contact is one customer with all of them; the same file again changes nothing', async () => {
    const rows = [
      'P;Two Ltd;Ann Payable;ann@p.example;;en;FR;;',
      'P;Two Ltd;Bob Boss;bob@p.example;+49 1;en;FR;;',
      'Q;One Ltd;;q@q.example;;;;;',
    ];
    expect((await importFile(database.db, customers(rows))).counts).toEqual({ new: 2 });
    expect(await contactsOf('P')).toEqual(['Ann Payable ann@p.example', 'Bob Boss bob@p.example +49 1']);
    expect((await importFile(database.db, customers(rows))).counts).toEqual({ unchanged: 2 });
    const third = [...rows, 'P;Two Ltd;Carl;carl@p.example;;en;FR;;'];
    expect((await importFile(database.db, customers(third))).counts).toEqual({ changed: 1, unchanged: 1 });
    expect(await contactsOf('P')).toEqual([
      'Ann Payable ann@p.example',
      'Bob Boss bob@p.example +49 1',
      'Carl carl@p.example',
    ]);
  });

  it('D-5 an address that changed is the same contact; undoing gives everything back', async () => {
    await importFile(
      database.db,
      customers(['P;Two Ltd;Ann;old@p.example;;en;FR;;', 'P;Two Ltd;Bob;bob@p.example;;en;FR;;']),
    );
    await database.db.contact.updateMany({
      where: { email: 'old@p.example' },
      data: { bouncedAt: new Date() },
    });
    const run = await importFile(
      database.db,
      customers(['P;Two Ltd;Ann;new@p.example;;en;FR;;', 'P;Two Ltd;;third@p.example;;en;FR;;']),
    );
    expect(await contactsOf('P')).toEqual(['Ann new@p.example', 'Bob bob@p.example', 'third@p.example']);
    expect(
      await database.db.contact.count({ where: { bouncedAt: { not: null }, email: 'new@p.example' } }),
    ).toBe(0);
    const before = await version('P');
    await undoImport(database.db, run.id, { userId: null }, new Date());
    expect(await contactsOf('P')).toEqual(['Ann old@p.example', 'Bob bob@p.example']);
    expect(await version('P')).toBeGreaterThan(before);
  });

  it('D-12 rows of a customer that say different things are reported; the first one counts', async () => {
    const run = await importFile(
      database.db,
      customers(['P;Two Ltd;Ann;a@p.example;;en;FR;;', 'P;Other name;Bob;b@p.example;;de;FR;1 Road;Paris']),
    );
    expect(run.review.remarks.filter(({ code }) => code === 'customer_rows_differ')).toHaveLength(2);
    const customer = await database.db.customer.findFirstOrThrow({
      where: { legalEntityId: entityId },
      include: { contacts: true },
    });
    expect(customer).toMatchObject({
      name: 'Two Ltd',
      language: 'en',
      address: { street: '1 Road', city: 'Paris' },
    });
    // A letter goes out once.
    expect(customer.contacts.filter(({ postal }) => postal)).toHaveLength(1);
  });
});

describe('countries and languages', () => {
  const header = 'Customer no;Customer name;Invoice no;Invoice date;Due date;Open amount;Country;Language';
  const file = (rows: string[], more: Partial<GivenFile> = {}): GivenFile => ({
    entityId,
    mode: 'delta',
    asOf: '2026-11-01',
    content: [header, ...rows].join('\n'),
    ...more,
  });
  const row = (customer: string, country: string, language: string) =>
    `${customer};${customer};${customer}-1;2026-09-01;2026-10-01;100.00;${country};${language}`;
  async function customerOf(number: string) {
    const { country, language } = await database.db.customer.findFirstOrThrow({
      where: { legalEntityId: entityId, number },
    });
    return [country, language];
  }

  it('D-12 are read by name and code; what is not known is asked once a word, with rows, and remembered by source', async () => {
    const rows = [
      row('A', 'Czech Republic', 'Deutsch'),
      row('B', 'Nowhere', 'E'),
      row('C', 'nowhere', 'D'),
      row('D', '', ''),
    ];
    const run = await review(database.db, file(rows));
    expect(run.state).toBe('needs_input');
    expect(run.questions).toMatchObject([
      {
        id: 'words',
        field: 'country',
        column: 'Country',
        words: [{ word: 'Nowhere', count: 2, samples: [{ row: 3 }, { row: 4 }] }],
      },
      { id: 'words', field: 'language', words: [{ word: 'E' }, { word: 'D' }] },
    ]);
    const words = { country: { Nowhere: 'none' }, language: { E: 'en', D: 'German' } };
    await importFile(database.db, file(rows, { reading: { words } }));
    expect(await customerOf('A')).toEqual(['CZ', 'de']);
    expect(await customerOf('B')).toEqual(['FR', 'en']);
    expect(await customerOf('C')).toEqual(['FR', 'de']);
    expect(await customerOf('D')).toEqual(['FR', null]);
    await importFile(database.db, file([...rows, row('E', 'NOWHERE', 'd')]));
    expect(await customerOf('E')).toEqual(['FR', 'de']);
    expect(
      (await review(database.db, file([row('F', 'Nowhere', 'E')], { source: 'another' }))).questions,
    ).toHaveLength(2);
  });

  it('D-12 an answer that is no country is asked again', async () => {
    const run = await review(
      database.db,
      file([row('A', 'Nowhere', 'en')], { reading: { words: { country: { Nowhere: 'Atlantis' } } } }),
    );
    expect(run.questions).toMatchObject([{ id: 'words', field: 'country' }]);
  });
});

describe('an address that changed in an items file', () => {
  const open = (more: object = {}) =>
    openProposals(database.db, { legalEntityId: entityId, skip: 0, take: 50, ...more });
  const decide = async (proposal: { id: string; customer: { id: string } }, decision: ProposalDecision) => {
    const customerId = proposal.customer.id;
    const by = { userId: crypto.randomUUID(), customerId, at: new Date(), undoSeconds: 0 };
    await act(database.db, { ...by, entity: { id: entityId, country: 'FR' } }, (scope) =>
      decideContactProposal(scope, proposal.id, decision),
    );
    return database.db.contactProposal.findUniqueOrThrow({ where: { id: proposal.id } });
  };
  beforeEach(() =>
    importFile(
      database.db,
      items([invoice('A', '1', 'old@a.example'), invoice('B', '2', 'ap@b.example'), invoice('C', '3', '')]),
    ),
  );

  it('D-12 is said in the review, offered as a change, and taken over, added or declined per customer', async () => {
    const rows = [
      invoice('A', '1', 'new@a.example'),
      invoice('B', '2', 'AP@b.example, cfo@b.example'),
      invoice('C', '3', 'ap@c.example'),
      invoice('D', '4', 'ap@d.example'),
    ];
    const run = await review(database.db, items(rows));
    expect(run.review.remarks.find(({ code }) => code === 'address_differs')?.params).toMatchObject({
      count: 3,
    });
    const offered = await open({ importId: run.id });
    expect(
      offered.rows.map(({ customer, email, known, replaces }) => [
        customer.number,
        email,
        known,
        replaces?.email ?? null,
      ]),
    ).toEqual([
      ['A', 'new@a.example', ['old@a.example'], 'old@a.example'],
      ['B', 'cfo@b.example', ['ap@b.example'], 'ap@b.example'],
      ['C', 'ap@c.example', [], null],
    ]);
    expect(await contactsOf('A')).toEqual(['old@a.example']);
    const [a, b, c] = offered.rows;
    await database.db.contact.updateMany({
      where: { email: 'old@a.example' },
      data: { bouncedAt: new Date() },
    });
    expect(await decide(a!, 'replaced')).toMatchObject({ state: 'replaced' });
    await expect(decide(a!, 'declined')).rejects.toMatchObject({ code: 'already_closed' });
    expect(await decide(b!, 'added')).toMatchObject({ state: 'added' });
    expect(await decide(c!, 'replaced')).toMatchObject({ state: 'added' });
    expect([await contactsOf('A'), await contactsOf('B'), await contactsOf('C')]).toEqual([
      ['new@a.example'],
      ['ap@b.example', 'cfo@b.example'],
      ['ap@c.example'],
    ]);
    expect(
      await database.db.contact.count({ where: { bouncedAt: { not: null }, email: 'new@a.example' } }),
    ).toBe(0);
    expect((await open()).total).toBe(0);
  });

  it('D-12 what was declined is not offered again; a rejected file offers nothing', async () => {
    const rows = [invoice('A', '1', 'new@a.example')];
    await review(database.db, items(rows));
    const { rows: offered } = await open();
    await decide(offered[0]!, 'declined');
    const again = await importFile(database.db, items(rows));
    expect(again.review.remarks.some(({ code }) => code === 'address_differs')).toBe(false);
    expect(await contactsOf('A')).toEqual(['old@a.example']);
    const other = await review(database.db, items([invoice('A', '1', 'third@a.example')]));
    expect((await open()).total).toBe(1);
    await rejectImport(database.db, other.id, null);
    expect((await open()).total).toBe(0);
  });
});

describe('a number that is used again', () => {
  it('D-12 is reported in the review, with its rows', async () => {
    const first = 'A;A Ltd;17;2025-03-01;2025-03-31;700.00;;;';
    await importFile(database.db, items([first]));
    await importFile(database.db, items([first.replace('700.00', '0.00')]));
    const run = await review(database.db, items(['A;A Ltd;17;2026-10-01;2026-10-31;250.00;;;']));
    expect(run.review.remarks.find(({ code }) => code === 'number_used_again')?.params).toEqual({
      count: 1,
      example: '17',
    });
    const { rows } = await remarkRows(database.db, {
      importId: run.id,
      code: 'number_used_again',
      column: '',
      skip: 0,
      take: 5,
    });
    expect(rows).toEqual([{ row: 2, value: '17', customerNumber: 'A', number: '17' }]);
  });
});
