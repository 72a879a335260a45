/** Credits that name the document they go with, from every door of the ledger to what the engine asks for. */
import { readFile } from 'node:fs/promises';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { decisionInput } from '../../application/case/decision-input.ts';
import { leaderCandidate } from '../../domain/dunning/decide.ts';
import { undoImport } from '../../application/imports/undo.ts';
import { ensureCase } from '../../prisma/queries/cases/write.ts';
import { upsertItems, type UpsertedItem } from '../../application/imports/upsert.ts';
import { recordPayments } from '../../application/payments/record.ts';
import { ledgerTotals, readPosition } from '../../prisma/queries/position/read.ts';
import { createTestDatabase, type TestDatabase } from '../support/database.ts';
import { createEntity, openDispute, type TestEntity } from '../support/ledger.ts';
import { importFile } from './support.ts';

let database: TestDatabase;
let entity: TestEntity;
beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database.drop());
beforeEach(async () => {
  entity = await createEntity(database.db);
});

const noon = Date.parse('2026-12-01T12:00:00Z');

/** What the next message asks for; the database sums it up to the same (E-3). */
async function asked(number: string): Promise<Record<string, number> | undefined> {
  const { db } = database;
  const { id } = await db.customer.findFirstOrThrow({ where: { legalEntityId: entity.entityId, number } });
  await ensureCase(db, id);
  const position = (await readPosition(db, id))!;
  const candidate = leaderCandidate(decisionInput(position, noon));
  if (!candidate) return undefined;
  const { lines, credits, totals } = candidate;
  expect(await ledgerTotals(db, [...lines, ...credits])).toEqual(totals);
  return totals;
}

async function dispute(number: string, amountMinor?: number): Promise<string> {
  const item = await database.db.openItem.findFirstOrThrow({
    where: { legalEntityId: entity.entityId, number, type: 'invoice' },
  });
  return openDispute(database.db, item.customerId, [item.id], amountMinor);
}

const importItems = (content: string, asOf = '2026-11-30') =>
  importFile(database.db, { entityId: entity.entityId, content, asOf });

const refersOf = async (number: string) =>
  (await database.db.openItem.findFirstOrThrow({ where: { legalEntityId: entity.entityId, number } }))
    .refersTo;

describe('S-18 a credit and its document', () => {
  it.each([
    ['Customer no;Type;Invoice no;Due date;Open amount;Currency', 'Applies to'],
    ['Customer no;Type;Invoice no;Due date;Open amount;Currency', 'Applies-to Doc. No.'],
    ['Customer no;Type;Document no;Due date;Open amount;Currency', 'Reference document'],
    ['Customer no;Type;Document no;Due date;Open amount;Currency', 'Return Against'],
    ['Kundennummer;Belegart;Belegnummer;Fälligkeit;Offener Betrag;Währung', 'Bezug'],
    ['Kundennummer;Belegart;Belegnummer;Fälligkeit;Offener Betrag;Währung', 'Rechnungsbezug'],
    ['Code client;Type de pièce;N° pièce;Échéance;Reste dû;Devise', 'Facture d’origine'],
    ['Código cliente;Tipo;Número documento;Vencimiento;Pendiente;Moneda', 'Factura rectificada'],
    [
      'Codice cliente;Tipo documento;Numero documento;Scadenza;Importo aperto;Valuta',
      'Fattura di riferimento',
    ],
    ['Klantnummer;Soort;Documentnummer;Vervaldatum;Openstaand bedrag;Valuta', 'Heeft betrekking op'],
    ['Numer klienta;Rodzaj dokumentu;Numer dokumentu;Termin płatności;Do zapłaty;Waluta', 'Dotyczy faktury'],
  ])('S-18 D-4 a file names it in a column: %s;%s', async (header, column) => {
    await importItems(
      [
        `${header};${column}`,
        'R-1;invoice;0047;2026-10-01;1000.00;EUR;',
        'R-1;credit note;CN-1;2026-10-20;-400.00;EUR;0047',
      ].join('\n'),
    );
    expect(await refersOf('CN-1')).toBe('0047');
    await dispute('0047', 40_000);
    expect(await asked('R-1')).toEqual({ EUR: 60_000 });
  });

  it('S-18 D-5 what it refers to is a change to review, is kept by a file without the column, and undone', async () => {
    const rows = ['R-1;invoice;F-1;2026-10-01;1000.00', 'R-1;credit note;CN-1;2026-10-20;-400.00'];
    const plain = ['customer number;type;invoice number;due date;open amount', ...rows].join('\n');
    await importItems(plain, '2026-11-01');
    expect(await refersOf('CN-1')).toBeNull();
    const [invoice, credit] = rows;
    const named = await importItems(
      [
        'customer number;type;invoice number;due date;open amount;reference document',
        `${invoice};`,
        `${credit};F-1`,
      ].join('\n'),
      '2026-11-02',
    );
    expect(named.counts).toEqual({ changed: 1, unchanged: 1 });
    expect(await refersOf('CN-1')).toBe('F-1');
    await undoImport(database.db, named.id, { userId: null }, new Date());
    expect(await refersOf('CN-1')).toBeNull();
  });

  it('S-18 D-9 another system names it when it pushes items', async () => {
    const pushed: UpsertedItem[] = [
      { type: 'invoice' as const, number: 'F-1', dueOn: '2026-10-01', openMinor: 100_000 },
      {
        type: 'credit_note' as const,
        number: 'F-1',
        dueOn: '2026-10-20',
        openMinor: -55_000,
        refersTo: 'F-1',
      },
    ].map((item) => ({
      customerNumber: 'R-1',
      instalment: 0,
      issuedOn: null,
      originalMinor: null,
      currency: 'EUR',
      ...item,
    }));
    await upsertItems(database.db, {
      legalEntityId: entity.entityId,
      idempotencyKey: crypto.randomUUID(),
      items: pushed,
      asOf: '2026-11-30',
      userId: null,
      at: new Date(noon),
    });
    expect(await asked('R-1')).toEqual({ EUR: 45_000 });
    await dispute('F-1', 40_000);
    expect(await asked('R-1')).toEqual({ EUR: 45_000 });
  });

  const credit = (amountMinor: number, kind: 'credit' | 'payment' = 'credit') =>
    recordPayments(database.db, {
      legalEntityId: entity.entityId,
      payments: [
        {
          reference: crypto.randomUUID(),
          kind,
          customerNumber: 'R-1',
          receivedOn: '2026-11-30',
          amountMinor,
          currency: 'EUR',
          items: [{ number: 'F-1' }],
        },
      ],
      at: new Date(noon),
      actor: { kind: 'system' },
    });
  const oneInvoice = 'customer number;invoice number;due date;open amount\nR-1;F-1;2026-10-01;1000.00';

  it('S-18 D-9 a credit received for a document takes its disputed part off first, a payment does not', async () => {
    await importItems(oneInvoice);
    await dispute('F-1', 40_000);
    expect(await asked('R-1')).toEqual({ EUR: 60_000 });
    await credit(30_000);
    expect(await asked('R-1')).toEqual({ EUR: 60_000 });
    await credit(15_000);
    expect(await asked('R-1')).toEqual({ EUR: 55_000 });
    await credit(10_000, 'payment');
    expect(await asked('R-1')).toEqual({ EUR: 45_000 });
  });

  it('S-18 D-9 two disputed parts of a line come down in turn, each once', async () => {
    await importItems(oneInvoice);
    await dispute('F-1', 20_000);
    await dispute('F-1', 10_000);
    await credit(25_000);
    expect(await asked('R-1')).toEqual({ EUR: 70_000 });
    await credit(25_000);
    expect(await asked('R-1')).toEqual({ EUR: 50_000 });
  });
});

describe('D-10 credits and part disputes from a file', () => {
  const file = (name: string) => new URL(`../cases/imports/${name}.csv`, import.meta.url);

  it('D-10 an invoice reversed by a credit note is not asked for; half reversed, the rest is', async () => {
    await importItems(await readFile(file('24-reversed-by-credit-note'), 'utf8'));
    expect(await asked('PB24')).toEqual({ EUR: 0 });
    expect(await asked('PB24B')).toEqual({ EUR: 60_000 });
  });

  it('D-10 A-6 of three invoices, one disputed in part and one as a whole, the rest is asked for', async () => {
    await importItems(await readFile(file('25-part-dispute'), 'utf8'));
    await dispute('DP-1', 40_000);
    await dispute('DP-2');
    expect(await asked('PB25')).toEqual({ EUR: 80_000 });
  });
});
