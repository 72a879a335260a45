/** The unit of work on a real database: what a change of facts leaves behind, and what it leaves when it fails. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { RefusedError } from '../../domain/errors.ts';
import { Prisma } from '../../prisma/client.ts';
import {
  changeFacts,
  changeFactsOf,
  changeFactsOfMany,
  changeOwnFacts,
} from '../../application/unit-of-work.ts';
import { act } from '../../application/act.ts';
import { makePromise } from '../../application/promises/make.ts';
import { eventsOf } from '../../application/named-items.ts';
import { receiveReply, type SaidWords } from '../../application/replies/receive.ts';
import { replySources, type ReplySource } from '../../application/replies/sources.ts';
import { issueLink } from '../../application/links/new-link.ts';
import { createTestDatabase, type TestDatabase } from '../support/database.ts';
import { createCustomer, createEntity, type TestEntity } from '../support/ledger.ts';

let database: TestDatabase;
let entity: TestEntity;
beforeAll(async () => {
  database = await createTestDatabase();
  entity = await createEntity(database.db);
});
afterAll(() => database.drop());

const at = new Date('2026-03-02T09:00:00Z');

async function customer() {
  const id = await createCustomer(database.db, entity, {
    items: [{ number: crypto.randomUUID().slice(0, 8), dueOn: '2026-02-01', openMinor: 10_000 }],
    data: { interactivePages: true },
  });
  await database.db.caseWake.deleteMany({ where: { customerId: id } });
  const item = await database.db.openItem.findFirstOrThrow({ where: { customerId: id } });
  return { id, itemId: item.id, before: await leftBehind(id) };
}

async function leftBehind(customerId: string) {
  const { db } = database;
  const [{ positionVersion }, history, wakes, notices] = await Promise.all([
    db.customer.findUniqueOrThrow({ where: { id: customerId } }),
    db.historyEvent.findMany({ where: { customerId }, orderBy: { id: 'asc' } }),
    db.caseWake.findMany({ where: { customerId }, orderBy: { id: 'asc' } }),
    db.notice.count({ where: { customerId } }),
  ]);
  return {
    version: Number(positionVersion),
    history: history.map(({ kind }) => kind),
    wakes: wakes.map(({ key }) => key),
    notices,
  };
}

const event = (customerId: string, key: string) => ({
  legalEntityId: entity.entityId,
  customerId,
  kind: 'note_added' as const,
  at,
  actor: { kind: 'system' as const },
  key,
  data: {},
});

describe('a unit of work', () => {
  test('S-8 a changed fact raises the version, stands in history, and leaves one row of the outbox', async () => {
    const { id, before } = await customer();
    const key = `fact/${id}`;
    const change = () =>
      changeFactsOf(database.db, () =>
        Promise.resolve({
          result: 'done',
          history: [event(id, key)],
          facts: [{ customerId: id, reason: 'ledger_changed' as const, key }],
        }),
      );
    expect(await change()).toBe('done');
    const after = {
      ...before,
      version: before.version + 1,
      history: ['note_added'],
      wakes: [`${key}/${id}`],
    };
    expect(await leftBehind(id)).toEqual(after);
    // recorded twice it is one event and one wake, on a version that is raised again
    await change();
    expect(await leftBehind(id)).toEqual({ ...after, version: before.version + 2 });
  });

  test('S-8 what is refused inside leaves nothing, also not what was written before the refusal', async () => {
    const { id, itemId, before } = await customer();
    const refused = changeFactsOf(database.db, async (tx) => {
      await tx.openItem.update({ where: { id: itemId }, data: { openMinor: 0n } });
      throw new RefusedError('item_not_open');
    });
    await expect(refused).rejects.toMatchObject({ code: 'item_not_open' });
    expect(await leftBehind(id)).toEqual(before);
    expect((await database.db.openItem.findUniqueOrThrow({ where: { id: itemId } })).openMinor).toBe(10_000n);
  });

  test('S-8 a set of customers is raised and woken once each; one that only evaluates keeps its version', async () => {
    const [one, two] = [await customer(), await customer()];
    const customers = Prisma.sql`SELECT unnest(${[one.id, two.id]}::uuid[]) AS "id"`;
    const key = `set/${one.id}`;
    const count = await database.db.$transaction((tx) =>
      changeFactsOfMany(tx, () =>
        Promise.resolve({ history: [], facts: [{ customers, reason: 'ledger_changed' as const, key }] }),
      ),
    );
    expect(count).toBe(2);
    for (const { id, before } of [one, two])
      expect(await leftBehind(id)).toEqual({
        ...before,
        version: before.version + 1,
        wakes: [`${key}/${id}`],
      });
    await database.db.$transaction((tx) =>
      changeFacts(tx, () =>
        Promise.resolve({
          result: null,
          history: [],
          facts: [{ customers, reason: 'ledger_changed' as const, key: `${key}/again`, onlyEvaluate: true }],
        }),
      ),
    );
    expect((await leftBehind(one.id)).version).toBe(one.before.version + 1);
    expect((await leftBehind(one.id)).wakes).toHaveLength(2);
  });

  test('S-8 history of a set links each event to its item', async () => {
    const { id, itemId } = await customer();
    const rows = Prisma.sql`
      SELECT i."customerId", i."id" AS "itemId", 'item_changed' AS "kind", 'set-event/' || i."id"::text AS "key",
             jsonb_build_object('number', i."number") AS "data"
      FROM "OpenItem" i WHERE i."customerId" = ${id}::uuid`;
    const actor = { kind: 'system' as const };
    await changeFactsOf(database.db, () =>
      Promise.resolve({
        result: null,
        history: [{ legalEntityId: entity.entityId, at, actor, rows }],
        facts: [],
      }),
    );
    const found = await database.db.historyEvent.findFirstOrThrow({
      where: { key: `set-event/${itemId}` },
      include: { items: true },
    });
    expect(found).toMatchObject({ customerId: id, kind: 'item_changed', items: [{ itemId }] });
    expect(found.data).toMatchObject({ v: 1 });
  });

  test('S-8 what a case writes of itself wakes nobody, and stops a message only where it says so', async () => {
    const { id, before } = await customer();
    const own = (stops: boolean) =>
      database.db.$transaction((tx) =>
        changeOwnFacts(tx, id, () =>
          Promise.resolve({ result: null, history: [event(id, `own/${id}/${stops}`)], stops }),
        ),
      );
    await own(false);
    expect(await leftBehind(id)).toEqual({ ...before, history: ['note_added'] });
    await own(true);
    expect(await leftBehind(id)).toEqual({
      ...before,
      version: before.version + 1,
      history: ['note_added', 'note_added'],
    });
  });
});

describe('a use case, whoever calls', () => {
  test('A-5 a promise made without any server is a promise with its history and its case notified', async () => {
    const { id, itemId, before } = await customer();
    const acting = { entity: { id: entity.entityId, country: 'FR' }, customerId: id, at, undoSeconds: 0 };
    const promiseId = await act(database.db, { ...acting, userId: entity.collectorId }, async (scope) => {
      const wanted = { promisedOn: '2026-03-10', items: [{ itemId }], comment: null };
      const made = await makePromise(scope, wanted);
      return { answer: made.id, events: eventsOf(made) };
    });
    expect(await leftBehind(id)).toEqual({
      ...before,
      version: before.version + 1,
      history: ['promise_made'],
      wakes: [`promise/${promiseId}/made/${id}`],
    });
    const other = {
      ...acting,
      userId: entity.collectorId,
      entity: { id: crypto.randomUUID(), country: 'FR' },
    };
    await expect(
      act(database.db, other, () => Promise.resolve({ answer: 1, events: null })),
    ).rejects.toMatchObject({ code: 'not_found' });
  });

  test.each<ReplySource>(['portal', 'internal_page'])(
    'P-9 I-3 what is said from %s is received by one function, once for its key',
    async (source) => {
      const { id, itemId, before } = await customer();
      const internal = source === 'internal_page';
      const { linkId } = await issueLink(database.db, {
        kind: internal ? 'internal' : 'customer',
        legalEntityId: entity.entityId,
        customerId: id,
        recipientEmail: 'somebody@there.example',
        recipientName: 'Some Body',
        language: 'en',
        at,
      });
      const sender = {
        linkId,
        legalEntityId: entity.entityId,
        customerId: id,
        itemIds: internal ? [itemId] : [],
        questionId: null,
        recipientEmail: 'somebody@there.example',
        recipientName: 'Some Body',
        language: 'en',
        verified: true,
        today: '2026-03-02',
      };
      const said: SaidWords = {
        key: crypto.randomUUID(),
        text: 'We look into it.',
        authorName: '',
        itemIds: internal ? [] : [itemId],
        fileIds: [],
        status: null,
        amounts: {},
        promisedOn: null,
        disputeReason: null,
        paidOn: null,
        paymentReference: '',
      };
      const receive = (words: SaidWords) => receiveReply(database.db, { source, sender, said: words, at });
      const first = await receive(said);
      expect(await receive(said)).toMatchObject({ id: first.id, itemIds: [itemId] });
      await expect(receive({ ...said, text: 'Something else.' })).rejects.toMatchObject({
        code: 'idempotency_conflict',
      });
      const { audience, event: recorded, holdsChase } = replySources[source];
      expect(await leftBehind(id)).toEqual({
        version: before.version + (holdsChase ? 1 : 0),
        history: [recorded.kind],
        wakes: holdsChase ? [`comment/${first.id}/${id}`] : [],
        notices: 1,
      });
      expect(await database.db.comment.findUniqueOrThrow({ where: { id: first.id } })).toMatchObject({
        audience,
        source,
        state: 'pending',
        authorName: 'Some Body',
      });
      const strangers = { ...said, key: crypto.randomUUID(), itemIds: [crypto.randomUUID()] };
      await expect(receive(strangers)).rejects.toMatchObject({ code: 'not_found' });
    },
  );
});
