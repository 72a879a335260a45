/** A bank file as a change set: each transaction with what it pays, booked as a payment when it is applied. */
import { gapBetween } from '../../domain/bank/check.ts';
import type { BankTransaction } from '../../domain/bank/statement.ts';
import { RefusedError } from '../../domain/errors.ts';
import type { IncomingPayment } from '../../domain/ledger/payment-book.ts';
import { Candidates } from '../../domain/matching/candidates.ts';
import { Matcher, type Incoming } from '../../domain/matching/match.ts';
import type { BankChoice, StoredMatch } from '../../domain/model/bank.ts';
import type { ApprovalReason } from '../../domain/model/ledger.ts';
import { lexicons } from '../../domain/understanding/lexicon/all.ts';
import { en } from '../../domain/understanding/lexicon/en.ts';
import type { Db } from '../../prisma/client.ts';
import { contentHash } from '../../prisma/hashes.ts';
import {
  bankLineCounts,
  bankLines,
  bookedEntries,
  loadLedger,
  statementPairs,
  type BankLineRow,
} from '../../prisma/queries/bank/read.ts';
import {
  bookLines,
  itemsBefore,
  recordItemChanges,
  storeMatches,
  type MatchedLine,
} from '../../prisma/queries/bank/write.ts';
import type { ChangeScope } from '../../prisma/queries/imports/item-changes.ts';
import { recordPaymentsIn, type RecordPayments } from '../payments/record.ts';
import { changeFacts } from '../unit-of-work.ts';

const batchSize = 1_000;

type BankScope = Pick<ChangeScope, 'importId' | 'legalEntityId'>;

/** Matches every line anew, on the ledger as it stands; what a person chose stays chosen. */
export async function computeBankChanges(
  db: Db,
  scope: BankScope,
): Promise<{ counts: Record<string, number>; approval: ApprovalReason[] }> {
  const { importId, legalEntityId } = scope;
  const entity = await db.legalEntity.findUniqueOrThrow({
    where: { id: legalEntityId },
    select: { language: true },
  });
  const candidates = new Candidates(await loadLedger(db, legalEntityId));
  const matcher = new Matcher(
    candidates,
    lexicons.find(({ language }) => language === entity.language) ?? en,
  );
  const booked = await bookedEntries(db, scope);
  let bookable = 0;
  for (let after = 0; ;) {
    const lines = await bankLines(db, { importId, after, take: batchSize });
    if (lines.length === 0) break;
    const matched = lines.map((line) => matchLine(line, { matcher, booked }));
    bookable += matched.filter((one, at) => isBooked({ ...lines[at]!, ...one })).length;
    await storeMatches(db, importId, matched);
    after = lines.at(-1)!.rowNo;
  }
  const { known } = await bankLineCounts(db, importId);
  return {
    counts: { ...(bookable > 0 ? { new: bookable } : {}), ...(known > 0 ? { unchanged: known } : {}) },
    approval: await missingStatements(db, scope),
  };
}

function matchLine(
  line: BankLineRow,
  { matcher, booked }: { matcher: Matcher; booked: Map<string, { part: number; parts: number }[]> },
): MatchedLine {
  const before = booked.get(line.entryKey) ?? [];
  const none: StoredMatch = { targets: [], unappliedMinor: 0, notes: [], paymentId: null };
  const { rowNo, part, parts, choice } = line;
  // The same part, or the entry in other parts, as a statement gives the sum of what an advice lists.
  if (before.some((one) => one.parts !== parts || one.part === part))
    return { rowNo, state: 'known', rule: null, customerId: line.customerId, match: none };
  const incoming = incomingOf(line);
  if (choice?.kind === 'leave')
    return { rowNo, state: 'doubtful', rule: line.rule, customerId: line.customerId, match: line.match };
  const match = choice === null ? matcher.match(incoming) : matcher.choose(incoming, choice);
  if (match === null) return { rowNo, state: 'not_ours', rule: null, customerId: null, match: none };
  const { rule, isSafe, customerId, targets, unappliedMinor, notes, paymentId } = match;
  return {
    rowNo,
    state: isSafe ? 'safe' : 'doubtful',
    rule,
    customerId,
    match: { targets, unappliedMinor, notes, paymentId },
  };
}

function incomingOf({ amountMinor, currency, bookedOn, iban, data }: BankLineRow): Incoming {
  const {
    text,
    name,
    endToEnd,
    mandate,
    structured,
    others,
    returnReason,
    chargesMinor,
    instructed,
    isReversal,
  } = data;
  const transaction: BankTransaction = {
    amountMinor,
    chargesMinor,
    instructed,
    returnReason,
    references: { endToEnd, mandate, structured, others },
    text,
    counterparty: { name, iban },
  };
  return { transaction, entry: { currency, bookedOn, valueOn: bookedOn, isReversal } };
}

/** Safe, or chosen by a person. */
function isBooked({ state, choice }: { state: string; choice: BankChoice | null }): boolean {
  return choice?.kind !== 'leave' && state === 'safe';
}

/** What stood between two statements may be a payment: a gap stops for approval. */
async function missingStatements(db: Db, scope: BankScope): Promise<ApprovalReason[]> {
  const pairs = await statementPairs(db, scope);
  return pairs
    .map(({ before, next }) => gapBetween(before, next))
    .filter((gap) => gap !== null)
    .map(({ kind, account, expected, found, currency }) => ({
      code: 'statement_missing',
      kind,
      account,
      expected,
      found,
      currency: currency ?? '',
    }));
}

/** Books what is safe or chosen. Answers how many customers' positions changed. */
export async function applyBankChanges(
  tx: Db,
  scope: BankScope & Pick<RecordPayments, 'at' | 'actor'>,
): Promise<number> {
  const { importId, legalEntityId, at, actor } = scope;
  const numbers = new Map<string, string>();
  const customers = new Set<string>();
  for (const customer of await tx.customer.findMany({
    where: { legalEntityId },
    select: { id: true, number: true },
  }))
    numbers.set(customer.id, customer.number);
  const before = new Map<string, Awaited<ReturnType<typeof itemsBefore>>[number]>();
  for (let after = 0; ;) {
    const lines = await bankLines(tx, { importId, after, take: batchSize });
    if (lines.length === 0) break;
    after = lines.at(-1)!.rowNo;
    const wanted = lines.filter(
      (line) => isBooked(line) && line.customerId !== null && line.paymentId === null,
    );
    const touched = await touchedItems(tx, wanted);
    for (const item of await itemsBefore(
      tx,
      touched.filter((id) => !before.has(id)),
    ))
      before.set(item.id, item);
    const payments = await paymentsOf(tx, wanted, numbers);
    const outcomes = await recordPaymentsIn(tx, { legalEntityId, payments, at, actor });
    const booked = outcomes.map((outcome, index) => {
      const line = wanted[index]!;
      if (!outcome.ok) throw new RefusedError(outcome.code, { ...outcome.params, row: line.rowNo });
      customers.add(line.customerId!);
      return { rowNo: line.rowNo, paymentId: outcome.value.paymentId, customerId: line.customerId! };
    });
    await changeFacts(tx, async (facts) => {
      await bookLines(facts, importId, booked);
      return { result: undefined, history: [], facts: [] };
    });
  }
  await recordItemChanges(tx, scope, [...before.values()]);
  return customers.size;
}

/** Items that booking may change: those that are named, and the credit of a payment that goes back. */
async function touchedItems(tx: Db, lines: BankLineRow[]): Promise<string[]> {
  const named = lines.flatMap(({ match }) => match.targets.map(({ lineId }) => lineId));
  const takenBack = lines.flatMap(({ match }) => (match.paymentId === null ? [] : [match.paymentId]));
  const credits = await tx.openItem.findMany({
    where: { paymentId: { in: takenBack } },
    select: { id: true },
  });
  return [...new Set([...named, ...credits.map(({ id }) => id)])];
}

async function paymentsOf(
  tx: Db,
  lines: BankLineRow[],
  numbers: Map<string, string>,
): Promise<IncomingPayment[]> {
  const takenBack = lines.flatMap(({ match }) => (match.paymentId === null ? [] : [match.paymentId]));
  const originals = await tx.payment.findMany({
    where: { id: { in: takenBack } },
    select: { id: true, reference: true },
  });
  const references = new Map(originals.map(({ id, reference }) => [id, reference]));
  return lines.map((line): IncomingPayment => {
    const { amountMinor, currency, bookedOn, data, match, entryKey, part } = line;
    const own = data.structured[0] ?? data.endToEnd;
    return {
      key: `bank/${contentHash([entryKey, part])}`,
      reference: match.paymentId === null ? (own ?? null) : (references.get(match.paymentId) ?? null),
      kind: 'payment',
      customerNumber: numbers.get(line.customerId!) ?? '',
      receivedOn: bookedOn,
      amountMinor,
      currency,
      items: match.targets.map((target) => ({
        number: target.number,
        ...(target.instalment > 0 ? { instalment: target.instalment } : {}),
        ...(amountMinor > 0 ? { amountMinor: target.amountMinor } : {}),
      })),
    };
  });
}
