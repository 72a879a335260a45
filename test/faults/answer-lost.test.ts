import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { commandCase, type CaseCommand } from '../../application/case/command.ts';
import { evaluateCase } from '../../application/case/evaluate.ts';
import { createTestDatabase, type TestDatabase } from '../support/database.ts';
import { alwaysOpen, dueCustomers } from '../support/fault-rig.ts';
import { createEntity, threeSteps, type TestEntity } from '../support/ledger.ts';

let database: TestDatabase;
let entity: TestEntity;
beforeAll(async () => {
  database = await createTestDatabase();
  const steps = threeSteps.steps.map((step) => ({ ...step, mode: 'to_confirm' as const }));
  entity = await createEntity(database.db, { scenario: { ...threeSteps, steps }, entity: alwaysOpen });
});
afterAll(() => database?.drop());

type Unkeyed<T> = T extends CaseCommand ? Omit<T, 'key' | 'by'> : never;
type Wish = (action: { id: string; positionHash: string }) => Unkeyed<CaseCommand>;

const wishes: [string, Wish][] = [
  ['confirm', ({ id: actionId, positionHash }) => ({ kind: 'confirm', actionId, positionHash })],
  ['postpone', ({ id: actionId }) => ({ kind: 'postpone', actionId, until: inTwoWeeks() })],
  ['skip', ({ id: actionId }) => ({ kind: 'skip', actionId, reason: 'agreed by phone' })],
  ['complete', ({ id: actionId }) => ({ kind: 'complete', actionId })],
  ['pause', () => ({ kind: 'pause', until: null, reason: 'in talks' })],
  ['move', () => ({ kind: 'move', scenarioVersionId: entity.scenarioVersionId })],
];

function inTwoWeeks(): string {
  return new Date(Date.now() + 14 * 24 * 3600_000).toISOString().slice(0, 10);
}

/** Everything a command may change, without the instants at which rows were touched. */
async function traces(customerId: string) {
  const { db } = database;
  return {
    cases: await db.collectionCase.findMany({ where: { customerId }, omit: { updatedAt: true } }),
    actions: await db.agendaAction.findMany({ where: { customerId }, omit: { updatedAt: true } }),
    items: await db.openItem.findMany({ where: { customerId }, omit: { updatedAt: true } }),
    contacts: await db.countedContact.count({ where: { customerId } }),
    history: await db.historyEvent.count({ where: { customerId } }),
    wakes: await db.caseWake.count({ where: { customerId } }),
    customer: await db.customer.findUnique({ where: { id: customerId } }),
  };
}

/** A question that names no open action any more is another question, with the same answer. */
function withoutDecisions({ cases, ...rest }: Awaited<ReturnType<typeof traces>>) {
  return { ...rest, cases: cases.map(({ lastDecisionId: _lastDecisionId, ...row }) => row) };
}

describe('a commit whose answer is lost (D-5 of the fault model)', () => {
  test.each(wishes)(
    'S-9 %s: carried out again it changes nothing and answers the same',
    async (_kind, wish) => {
      const { db } = database;
      const [customerId] = await dueCustomers({ db }, entity, 1);
      const now = Date.now();
      await db.$transaction((tx) => evaluateCase(tx, customerId!, now));
      const action = await db.agendaAction.findFirstOrThrow({ where: { customerId: customerId! } });
      const by = { userId: entity.collectorId };
      const command = { ...wish(action), key: crypto.randomUUID(), by } as CaseCommand;
      const carryOut = async () => (await commandCase(db, { customerId: customerId!, now, command })).answer;

      const first = await carryOut();
      expect(first.ok).toBe(true);
      // What the command evaluated on is what the database reads: asked again at once, nothing else follows.
      const asFound = await traces(customerId!);
      await db.$transaction((tx) => evaluateCase(tx, customerId!, now));
      expect(withoutDecisions(await traces(customerId!))).toEqual(withoutDecisions(asFound));
      const before = await traces(customerId!);
      expect(await carryOut()).toEqual(first);
      expect(await traces(customerId!)).toEqual(before);
    },
  );
});
