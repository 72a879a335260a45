/** Rows of a file as understood, put aside until a person applies them. Written in sets, a few thousand at a time. */
import type { LedgerRow } from '../../../domain/ledger/rows.ts';
import { storableValue } from '../../../domain/text/storable.ts';
import { Prisma, type Db } from '../../client.ts';
import { rowsByDateGroup } from './number-use.ts';

export interface StagedRow {
  rowNo: number;
  row: LedgerRow;
}

/** A row that cannot be read: what is known of it protects the items it may stand for from being cleared. */
export interface UnreadableRow {
  rowNo: number;
  customerNumber: string;
  number: string;
  /** Of a row that names no customer for certain: what stands in it. */
  cells: string[];
}

export async function clearStaging(db: Db, importId: string): Promise<void> {
  await db.$executeRaw(Prisma.sql`DELETE FROM "ImportRow" WHERE "importId" = ${importId}::uuid`);
}

export async function stageRows(db: Db, importId: string, staged: StagedRow[]): Promise<void> {
  if (staged.length === 0) return;
  const rows = staged.map(({ rowNo, row }) => columnsOf(rowNo, row));
  const column = <K extends keyof StagedColumns>(key: K) => rows.map((row) => row[key]);
  await db.$executeRaw(Prisma.sql`
    INSERT INTO "ImportRow" ("importId", "rowNo", "customerNumber", "type", "number", "instalment", "autoInstalment",
                             "issuedOn", "dueOn", "originalMinor", "openMinor", "currency", "extra")
    SELECT ${importId}::uuid, r."rowNo", r."customerNumber", r."type"::"DocumentType", r."number",
           coalesce(r."instalment", 0), r."instalment" IS NULL, r."issuedOn"::date, r."dueOn"::date,
           r."originalMinor"::bigint, r."openMinor"::bigint, r."currency", r."extra"::jsonb
    FROM unnest(${column('rowNo')}::int[], ${column('customerNumber')}::text[], ${column('type')}::text[],
                ${column('number')}::text[], ${column('instalment')}::int[], ${column('issuedOn')}::text[],
                ${column('dueOn')}::text[], ${column('originalMinor')}::text[], ${column('openMinor')}::text[],
                ${column('currency')}::text[], ${column('extra')}::text[])
      AS r("rowNo", "customerNumber", "type", "number", "instalment", "issuedOn", "dueOn", "originalMinor", "openMinor",
           "currency", "extra")`);
}

export async function stageUnreadable(db: Db, importId: string, rows: UnreadableRow[]): Promise<void> {
  if (rows.length === 0) return;
  await db.$executeRaw(Prisma.sql`
    INSERT INTO "ImportRow" ("importId", "rowNo", "customerNumber", "number", "unreadable", "extra")
    SELECT ${importId}::uuid, r."rowNo", r."customerNumber", r."number", true, r."extra"::jsonb
    FROM unnest(${rows.map(({ rowNo }) => rowNo)}::int[], ${rows.map((row) => row.customerNumber)}::text[],
                ${rows.map(({ number }) => number)}::text[],
                ${rows.map(({ cells }) => JSON.stringify(cells.length === 0 ? {} : { cells }))}::text[])
      AS r("rowNo", "customerNumber", "number", "extra")`);
}

interface StagedColumns {
  rowNo: number;
  customerNumber: string;
  type: string | null;
  number: string | null;
  instalment: number | null;
  issuedOn: string | null;
  dueOn: string | null;
  originalMinor: string | null;
  openMinor: string | null;
  currency: string | null;
  extra: string;
}

function columnsOf(rowNo: number, row: LedgerRow): StagedColumns {
  const empty = {
    rowNo,
    customerNumber: row.customerNumber,
    type: null,
    number: null,
    issuedOn: null,
    originalMinor: null,
  };
  switch (row.kind) {
    case 'items':
      return {
        ...empty,
        type: row.type,
        number: row.number,
        instalment: row.instalment,
        issuedOn: row.issuedOn,
        dueOn: row.dueOn,
        originalMinor: row.originalMinor === null ? null : String(row.originalMinor),
        openMinor: String(row.openMinor),
        currency: row.currency,
        extra: jsonText({
          purchaseOrder: row.purchaseOrder,
          refersTo: row.refersTo,
          text: row.text,
          pdfUrl: row.pdfUrl,
          customer: row.customer,
        }),
      };
    case 'customers':
      return {
        ...empty,
        instalment: 0,
        dueOn: null,
        openMinor: null,
        currency: null,
        extra: jsonText({ customer: row.customer }),
      };
    case 'payments':
      return {
        ...empty,
        number: row.number,
        instalment: 0,
        dueOn: row.receivedOn,
        openMinor: String(row.amountMinor),
        currency: row.currency,
        extra: jsonText({ reference: row.reference, paymentKind: row.paymentKind }),
      };
  }
}

export interface DuplicateRow {
  rowNo: number;
  firstRow: number;
  customerNumber: string;
  number: string | null;
}

/** Rows that name the same due line as an earlier row. */
export async function duplicateRows(db: Db, importId: string): Promise<DuplicateRow[]> {
  const identity = Prisma.sql`r."customerNumber", r."type", r."number", r."dateGroup",
    CASE WHEN r."autoInstalment" THEN 'due ' || r."dueOn"::text ELSE 'no ' || r."instalment"::text END`;
  return db.$queryRaw<DuplicateRow[]>(Prisma.sql`
    SELECT d."rowNo", d."firstRow", d."customerNumber", d."number"
    FROM (SELECT r."rowNo", r."customerNumber", r."number", min(r."rowNo") OVER (PARTITION BY ${identity}) AS "firstRow"
          FROM (${rowsByDateGroup(importId)}) r) d
    WHERE d."rowNo" <> d."firstRow"
    ORDER BY d."rowNo"`);
}

/**
 * One document that a file splits over several rows of one due date is one line with the sum of their amounts. Rows
 * of equal amounts may be one row repeated (a file put together twice, a total beside each position), so that they
 * stay what they are. Answers the rows that became part of an earlier one.
 */
export async function joinSplitRows(db: Db, importId: string): Promise<number[]> {
  const joined = await db.$queryRaw<{ rowNo: number }[]>(Prisma.sql`
    WITH parts AS (
      SELECT r."customerNumber", r."type", r."number", r."dueOn", r."currency", min(r."rowNo") AS first,
             sum(r."openMinor")::bigint AS open,
             CASE WHEN count(r."originalMinor") < count(*) THEN NULL
                  WHEN count(DISTINCT r."originalMinor") = 1 THEN min(r."originalMinor")
                  ELSE sum(r."originalMinor")::bigint END AS original
      FROM "ImportRow" r
      WHERE r."importId" = ${importId}::uuid AND NOT r."unreadable" AND r."autoInstalment"
      GROUP BY r."customerNumber", r."type", r."number", r."dueOn", r."currency"
      HAVING count(*) > 1 AND count(DISTINCT r."openMinor") = count(*)
    ),
    summed AS (
      UPDATE "ImportRow" r SET "openMinor" = p.open, "originalMinor" = p.original
      FROM parts p WHERE r."importId" = ${importId}::uuid AND r."rowNo" = p.first
      RETURNING r."rowNo"
    )
    DELETE FROM "ImportRow" r USING parts p
    WHERE r."importId" = ${importId}::uuid AND NOT r."unreadable" AND r."autoInstalment" AND r."rowNo" <> p.first
      AND r."customerNumber" = p."customerNumber" AND r."type" = p."type" AND r."number" = p."number"
      AND r."dueOn" = p."dueOn" AND r."currency" = p."currency"
    RETURNING r."rowNo"`);
  return joined.map(({ rowNo }) => rowNo);
}

/** Turns staged rows into unreadable ones. */
export async function leaveOutRows(db: Db, importId: string, rowNos: number[]): Promise<void> {
  if (rowNos.length === 0) return;
  await db.$executeRaw(Prisma.sql`
    UPDATE "ImportRow" SET "unreadable" = true
    WHERE "importId" = ${importId}::uuid AND "rowNo" = ANY(${rowNos}::int[])`);
}

export interface DifferingRow {
  rowNo: number;
  field: string;
  value: string;
}

/**
 * Customers files with one row per contact: the rows of a customer become its first one, with all contacts; of what
 * they say otherwise the first word counts. Answers the rows that say something else.
 */
export async function mergeCustomerRows(db: Db, importId: string): Promise<DifferingRow[]> {
  const facts = Prisma.sql`r."extra"->'customer'`;
  const several = Prisma.sql`
    SELECT k.* FROM (
      SELECT r."rowNo", ${facts} AS facts, min(r."rowNo") OVER customer AS "first", count(*) OVER customer AS "rows"
      FROM "ImportRow" r WHERE r."importId" = ${importId}::uuid AND NOT r."unreadable"
      WINDOW customer AS (PARTITION BY r."customerNumber")) k
    WHERE k."rows" > 1`;
  const differing = await db.$queryRaw<DifferingRow[]>(Prisma.sql`
    SELECT s."rowNo", s.field, s.value FROM (
      SELECT k."rowNo", f.key AS field, f.value #>> '{}' AS value,
             first_value(f.value #>> '{}') OVER (PARTITION BY k."first", f.key ORDER BY k."rowNo") AS "firstValue"
      FROM (${several}) k CROSS JOIN LATERAL jsonb_each(k.facts) f
      WHERE f.key NOT IN ('contacts', 'timeZone', 'attributes')) s
    WHERE s.value <> s."firstValue" ORDER BY s."rowNo", s.field`);
  await db.$executeRaw(Prisma.sql`
    WITH several AS MATERIALIZED (${several}),
    words AS (
      SELECT DISTINCT ON (k."first", f.key) k."first", f.key, f.value
      FROM several k CROSS JOIN LATERAL jsonb_each(k.facts) f WHERE f.key <> 'contacts'
      ORDER BY k."first", f.key, k."rowNo"
    ),
    facts AS (SELECT w."first", jsonb_object_agg(w.key, w.value) AS facts FROM words w GROUP BY w."first"),
    contacts AS (
      SELECT k."first", jsonb_build_object('contacts', jsonb_agg(c.contact ORDER BY k."rowNo", c.nth)) AS contacts
      FROM several k CROSS JOIN LATERAL jsonb_array_elements(coalesce(k.facts->'contacts', '[]'::jsonb))
        WITH ORDINALITY AS c(contact, nth)
      GROUP BY k."first"
    ),
    merged AS (
      SELECT DISTINCT k."first", coalesce(f.facts, '{}'::jsonb) || coalesce(c.contacts, '{}'::jsonb) AS customer
      FROM several k LEFT JOIN facts f ON f."first" = k."first" LEFT JOIN contacts c ON c."first" = k."first"
    ),
    dropped AS (
      DELETE FROM "ImportRow" r USING several k
      WHERE r."importId" = ${importId}::uuid AND r."rowNo" = k."rowNo" AND k."rowNo" <> k."first"
    )
    UPDATE "ImportRow" r SET "extra" = jsonb_build_object('customer', m.customer)
    FROM merged m WHERE r."importId" = ${importId}::uuid AND r."rowNo" = m."first"`);
  return differing;
}

/** Long texts are cut, now and then in the middle of a character. */
function jsonText(extra: object): string {
  return JSON.stringify(storableValue(extra));
}
