/**
 * What must not compile about changing facts: a write outside a unit of work, and a unit of work that leaves out what
 * the change has to leave behind. Nothing here runs; test/house/types.test.ts asks the compiler.
 */
import { changeFacts, changeFactsOf } from '../../application/unit-of-work.ts';
import type { Db, FactsTransaction, PrismaClient } from '../../prisma/client.ts';
import { countStepContactWrite } from '../../prisma/queries/contacts-made/write.ts';
import { createPromise } from '../../prisma/queries/promises/write.ts';
import { writeTogether } from '../../prisma/statement.ts';

declare const db: PrismaClient;
declare const open: Db;
declare const promise: Parameters<typeof createPromise>[1];
const where = { id: 'x' };

/** The whole of it: the write, what people read of it, and whose cases must hear. */
export const whole = changeFacts(open, async (tx) => ({
  result: await createPromise(tx, promise),
  history: [],
  facts: [{ customerId: 'x', reason: 'qualification_changed', key: 'promise/x/made' }],
}));

// @ts-expect-error a writer of facts takes the transaction of a unit of work, not a pool
export const onPool = createPromise(db, promise);

// @ts-expect-error nor any open transaction
export const outside = createPromise(open, promise);

// @ts-expect-error the tables of facts are read only outside a unit of work: items
export const item = db.openItem.update({ where, data: { openMinor: 0n } });

// @ts-expect-error promises
export const promised = open.promiseToPay.updateMany({ data: { state: 'cancelled' } });

// @ts-expect-error disputes
export const disputed = open.disputeItem.deleteMany({});

// @ts-expect-error holds
export const held = open.hold.create({ data: { customerId: 'x', itemId: 'x', reason: 'x' } });

// @ts-expect-error payments
export const paid = open.payment.deleteMany({});

// @ts-expect-error what people said
export const said = open.comment.updateMany({ data: { state: 'validated' } });

// @ts-expect-error whom to write to
export const contact = open.contact.deleteMany({});

// @ts-expect-error also inside a transaction that is no unit of work
export const inside = db.$transaction((tx) => tx.hold.deleteMany({}));

const released = { result: 1, history: [] };
// @ts-expect-error whose cases must hear of it is not left out
export const silent = changeFactsOf(db, () => Promise.resolve(released));

const heard = { result: 1, facts: [] };
// @ts-expect-error nor what people read of it
export const unseen = changeFactsOf(db, () => Promise.resolve(heard));

declare const made: Parameters<typeof countStepContactWrite>[0];
// @ts-expect-error a statement that holds facts is sent by the unit of work
export const together = writeTogether(open, [countStepContactWrite(made)]);

// @ts-expect-error nobody makes the transaction of a unit of work by hand
export const forged: FactsTransaction = open;

// @ts-expect-error history is appended to, never changed
export const rewritten = open.historyEvent.updateMany({ data: { kind: 'note_added' } });

// @ts-expect-error nor removed
export const removed = db.historyEvent.deleteMany({});

declare const facts: FactsTransaction;
// @ts-expect-error also where facts are written: what was decided stays as it was decided
export const redecided = facts.decisionRecord.update({ where, data: { output: {} } });
