/** Bank files as they were read and matched, and what matching has to know of the ledger. */
import type { StatementEnd } from '../../../domain/bank/check.ts';
import type { StatementHead } from '../../../domain/bank/statement.ts';
import type { ClaimLine, Ledger, PastPayment } from '../../../domain/matching/candidates.ts';
import {
  bankChoice,
  storedMatch,
  storedTransaction,
  type BankChoice,
  type StoredMatch,
} from '../../../domain/model/bank.ts';
import type { BankLineState, MatchRule } from '../../../domain/vocabulary/bank.ts';
import { Prisma, type Db } from '../../client.ts';
import { toIsoDate, toIsoDateOrNull, toMinor } from '../../convert.ts';
import type { NewBankLine } from './staging.ts';

export interface BankLineRow extends NewBankLine {
  state: BankLineState;
  rule: MatchRule | null;
  customerId: string | null;
  customer: { number: string; name: string } | null;
  match: StoredMatch;
  choice: BankChoice | null;
  paymentId: string | null;
}

/** In the order of the file. */
export async function bankLines(
  db: Db,
  query: {
    importId: string;
    states?: BankLineState[] | undefined;
    after?: number;
    skip?: number;
    take: number;
  },
): Promise<BankLineRow[]> {
  const { importId, states, after = 0, skip = 0, take } = query;
  const rows = await db.bankLine.findMany({
    where: { importId, rowNo: { gt: after }, ...(states === undefined ? {} : { state: { in: states } }) },
    include: { customer: { select: { number: true, name: true } } },
    orderBy: { rowNo: 'asc' },
    skip,
    take,
  });
  return rows.map((row) => ({
    ...row,
    bookedOn: toIsoDate(row.bookedOn),
    amountMinor: toMinor(row.amountMinor),
    data: storedTransaction.parse(row.data),
    match: storedMatch.parse(row.match),
    choice: row.choice === null ? null : bankChoice.parse(row.choice),
  }));
}

/** Lines by state. */
export async function bankLineCounts(db: Db, importId: string): Promise<Record<BankLineState, number>> {
  const counts = { safe: 0, doubtful: 0, known: 0, not_ours: 0 };
  const rows = await db.bankLine.groupBy({ by: ['state'], where: { importId }, _count: { _all: true } });
  for (const { state, _count } of rows) counts[state] = _count._all;
  return counts;
}

/** Of what the lines of an import are found to pay: another one when any of it changes. */
export async function bankDigest(db: Db, importId: string): Promise<string> {
  const [row] = await db.$queryRaw<{ digest: string | null }[]>(Prisma.sql`
    SELECT md5(string_agg(concat_ws('/', l."rowNo", l."state", l."rule", l."customerId", l."match"), ';' ORDER BY l."rowNo")) AS digest
    FROM "BankLine" l WHERE l."importId" = ${importId}::uuid`);
  return row?.digest ?? '';
}

/** Entries that are booked already by another file, with the part that was: by key. */
export async function bookedEntries(
  db: Db,
  { importId, legalEntityId }: { importId: string; legalEntityId: string },
): Promise<Map<string, { part: number; parts: number }[]>> {
  const rows = await db.$queryRaw<{ entryKey: string; part: number; parts: number }[]>(Prisma.sql`
    SELECT l."entryKey", l."part", l."parts" FROM "BankLine" l
    WHERE l."legalEntityId" = ${legalEntityId}::uuid AND l."paymentId" IS NOT NULL AND l."importId" <> ${importId}::uuid
      AND l."entryKey" IN (SELECT n."entryKey" FROM "BankLine" n WHERE n."importId" = ${importId}::uuid)`);
  return Map.groupBy(rows, ({ entryKey }) => entryKey);
}

/** Months for which what was paid is still looked at: a debit may come back after thirteen. */
const monthsKept = 14;

/** Everything of the entity that money may be meant for. */
export async function loadLedger(db: Db, legalEntityId: string): Promise<Ledger> {
  const customers = await db.customer.findMany({
    where: { legalEntityId },
    select: { id: true, number: true, name: true },
  });
  const lines = await db.$queryRaw<(Omit<ClaimLine, 'openMinor'> & { open: string })[]>(Prisma.sql`
    SELECT i."id", i."customerId", i."type"::text AS "type", i."number", i."instalment", i."issuedOn"::text AS "issuedOn",
           i."dueOn"::text AS "dueOn", i."openMinor"::text AS open, i."currency", i."purchaseOrder"
    FROM "OpenItem" i
    WHERE i."legalEntityId" = ${legalEntityId}::uuid AND i."type" IN ('invoice', 'debit_note')
      AND (i."state" = 'open' OR i."clearedOn" > now() - make_interval(months => ${monthsKept}::int))`);
  const payers = await db.$queryRaw<{ iban: string; ids: string[] }[]>(Prisma.sql`
    SELECT l."iban", array_agg(DISTINCT l."customerId"::text) AS ids FROM "BankLine" l
    WHERE l."legalEntityId" = ${legalEntityId}::uuid AND l."paymentId" IS NOT NULL AND l."iban" IS NOT NULL
      AND l."amountMinor" > 0
    GROUP BY l."iban"`);
  return {
    customers,
    lines: lines.map(({ open, ...line }) => ({ ...line, openMinor: Number(open) })),
    payments: await pastPayments(db, legalEntityId),
    payers: new Map(payers.map(({ iban, ids }) => [iban, ids])),
  };
}

/** Received and not gone back since, as far as their items show. */
async function pastPayments(db: Db, legalEntityId: string): Promise<PastPayment[]> {
  const since = new Date();
  since.setUTCMonth(since.getUTCMonth() - monthsKept);
  const rows = await db.payment.findMany({
    where: { legalEntityId, kind: 'payment', receivedOn: { gte: since } },
    include: {
      allocations: { include: { item: { select: { number: true, instalment: true } } } },
      bankLine: { select: { data: true, iban: true, match: true } },
    },
  });
  const takenBack = new Set(
    rows.flatMap(({ bankLine }) => (bankLine === null ? [] : [storedMatch.parse(bankLine.match).paymentId])),
  );
  return rows
    .filter(({ id, amountMinor }) => amountMinor > 0n && !takenBack.has(id))
    .map((row) => {
      const data = row.bankLine === null ? null : storedTransaction.parse(row.bankLine.data);
      const written = [
        row.reference,
        data?.endToEnd,
        data?.mandate,
        ...(data?.structured ?? []),
        ...(data?.others ?? []),
      ];
      return {
        paymentId: row.id,
        customerId: row.customerId,
        receivedOn: toIsoDate(row.receivedOn),
        amountMinor: toMinor(row.amountMinor),
        currency: row.currency,
        references: [
          ...new Set(written.filter((one) => one !== null && one !== undefined && one !== '')),
        ] as string[],
        iban: row.bankLine?.iban ?? null,
        items: row.allocations.map(({ item, amountMinor }) => ({
          ...item,
          amountMinor: toMinor(amountMinor),
        })),
        fromBank: row.bankLine !== null,
      };
    });
}

export interface StatementPair {
  before: StatementEnd;
  next: StatementHead;
}

/**
 * Statements of an import, each with the one before it: in the file, or for the first of an account the last applied
 * one that ended by then. A statement that was applied before has none.
 */
export async function statementPairs(
  db: Db,
  { importId, legalEntityId }: { importId: string; legalEntityId: string },
): Promise<StatementPair[]> {
  const own = await db.bankStatement.findMany({
    where: { importId, kind: 'statement' },
    orderBy: { seq: 'asc' },
  });
  const pairs: StatementPair[] = [];
  for (const [first, ...rest] of Map.groupBy(
    own,
    ({ account, currency }) => `${account}/${currency}`,
  ).values()) {
    let before = await lastApplied(db, { importId, legalEntityId }, first!);
    for (const next of [first!, ...rest]) {
      if (before !== null) pairs.push({ before: endOf(before), next: headOf(next) });
      before = next;
    }
  }
  return pairs;
}

async function lastApplied(
  db: Db,
  { importId, legalEntityId }: { importId: string; legalEntityId: string },
  first: StatementRow,
): Promise<StatementRow | null> {
  const { account, currency, number, page, openingMinor, closingMinor, closingOn } = first;
  const where = {
    legalEntityId,
    account,
    currency,
    kind: 'statement' as const,
    importId: { not: importId },
    import: { state: 'applied' as const },
  };
  const same = await db.bankStatement.count({
    where: { ...where, number, page, openingMinor, closingMinor, closingOn },
  });
  if (same > 0) return null;
  return db.bankStatement.findFirst({
    where: { ...where, ...(closingOn === null ? {} : { closingOn: { lte: closingOn } }) },
    orderBy: [{ closingOn: 'desc' }, { importId: 'desc' }, { seq: 'desc' }],
  });
}

type StatementRow = Prisma.BankStatementGetPayload<object>;

function endOf(row: StatementRow): StatementEnd {
  const { account, currency, number, page } = row;
  return { account, currency, number, page, closing: balanceOf(row.closingMinor, row) };
}

function headOf(row: StatementRow): StatementHead {
  const { account, currency, number, page, seq, kind } = row;
  return {
    place: `statement ${seq}`,
    account,
    currency,
    kind,
    number,
    page,
    opening: balanceOf(row.openingMinor, row),
  };
}

function balanceOf(minor: bigint | null, { currency, closingOn }: StatementRow): StatementEnd['closing'] {
  if (minor === null || currency === null) return null;
  return { amountMinor: toMinor(minor), currency, on: toIsoDateOrNull(closingOn) };
}
