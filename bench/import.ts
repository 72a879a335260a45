/** A ledger file from the upload to the applied ledger, against the same rows copied by PostgreSQL itself. */
import { execFile } from 'node:child_process';
import path from 'node:path';
import { promisify } from 'node:util';
import { DatabaseSession } from '../prisma/session.ts';
import { createPrismaClient, Prisma } from '../prisma/client.ts';
import { type OpenDatabase, openDatabase } from '../test/support/database.ts';
import { createEntity } from '../test/support/ledger.ts';
import { ledgerColumns, writeLedger, type LedgerShape } from './generate-ledger.ts';
import type { ImportFigures } from './import-child.ts';
import type { Stage } from './stage.ts';

export interface ImportRound {
  seconds: number;
  rowsPerSecond: number;
  storeSeconds: number;
  readSeconds: number;
  applySeconds: number;
  peakRssMb: number;
}

export interface CopyRound {
  seconds: number;
  rowsPerSecond: number;
}

const importTimeoutMs = 120_000;

export class ImportBench {
  readonly #url: string;
  readonly #db: OpenDatabase;
  readonly #file: string;
  readonly #shape: LedgerShape;

  private constructor(parts: { url: string; file: string; shape: LedgerShape }) {
    this.#url = parts.url;
    this.#db = openDatabase(createPrismaClient({ url: parts.url, poolSize: 2 }));
    this.#file = parts.file;
    this.#shape = parts.shape;
  }

  static async open(stage: Stage, shape: LedgerShape): Promise<ImportBench> {
    const url = await stage.database('imports');
    const file = path.join(stage.folder, 'ledger.csv');
    await writeLedger(file, shape);
    return new ImportBench({ url, file, shape });
  }

  close(): Promise<void> {
    return this.#db.$disconnect();
  }

  async import(): Promise<ImportRound> {
    const { entityId } = await createEntity(this.#db);
    const { storeMs, readMs, applyMs, peakRssMb, counts } = await this.#importInto(entityId, this.#file);
    if (counts['new'] !== this.#shape.items) throw new Error(`imported ${JSON.stringify(counts)}`);
    const seconds = (storeMs + readMs + applyMs) / 1000;
    return {
      seconds,
      rowsPerSecond: this.#shape.items / seconds,
      storeSeconds: storeMs / 1000,
      readSeconds: readMs / 1000,
      applySeconds: applyMs / 1000,
      peakRssMb,
    };
  }

  /**
   * Full files of one company, one after the other, each a hundredth longer; in between the database looks at its
   * tables, as autovacuum has it do. Seconds of each.
   */
  async repeat(times: number): Promise<number[]> {
    const { entityId } = await createEntity(this.#db);
    const seconds: number[] = [];
    for (let nth = 0; nth < times; nth += 1) {
      const items = Math.round(this.#shape.items * (1 + nth / 100));
      const file = `${this.#file}-${nth}`;
      await writeLedger(file, { ...this.#shape, items });
      const { storeMs, readMs, applyMs } = await this.#importInto(entityId, file);
      seconds.push((storeMs + readMs + applyMs) / 1000);
      await this.#db.$executeRaw(Prisma.sql`ANALYZE`);
    }
    return seconds;
  }

  async #importInto(entityId: string, file: string): Promise<ImportFigures> {
    const child = path.join(import.meta.dirname, 'import-child.ts');
    const { stdout } = await promisify(execFile)(
      process.execPath,
      [child, this.#url, entityId, file, this.#shape.asOf],
      { timeout: importTimeoutMs },
    );
    return JSON.parse(stdout) as ImportFigures;
  }

  /** The server reads the file itself and writes customers and items, with no check, no history, no review. */
  async copy(): Promise<CopyRound> {
    const { entityId } = await createEntity(this.#db);
    const session = new DatabaseSession({ connectionString: this.#url });
    await session.connect();
    try {
      const columns = ledgerColumns.map((name) => session.escapeIdentifier(name));
      await session.query(`create temp table lines (${columns.map((name) => `${name} text`).join(', ')})`);
      const startedAt = performance.now();
      await session.query('begin');
      await session.query(
        `copy lines from ${session.escapeLiteral(this.#file)} (format csv, header, delimiter ';')`,
      );
      await session.query(copyCustomers, [entityId]);
      const { rowCount } = await session.query(copyItems, [entityId]);
      await session.query('commit');
      const seconds = (performance.now() - startedAt) / 1000;
      if (rowCount !== this.#shape.items) throw new Error(`copied ${rowCount} rows`);
      return { seconds, rowsPerSecond: rowCount / seconds };
    } finally {
      await session.end();
    }
  }
}

const copyCustomers = `
  insert into "Customer" ("id", "legalEntityId", "number", "name", "country", "timeZone")
  select gen_random_uuid(), $1::uuid, "customer number", min("customer name"), min("country"), 'Europe/Paris'
  from lines group by "customer number"`;

const copyItems = `
  insert into "OpenItem" ("id", "legalEntityId", "customerId", "type", "number", "instalment", "issuedOn", "dueOn",
                          "originalMinor", "openMinor", "currency", "updatedAt")
  select gen_random_uuid(), $1::uuid, c."id",
         (case when "type" = 'Gutschrift' then 'credit_note' else 'invoice' end)::"DocumentType", "invoice number", 0,
         to_date("issue date", 'DD.MM.YYYY'), to_date("due date", 'DD.MM.YYYY'),
         (replace(replace("original amount", '.', ''), ',', '.')::numeric * 100)::bigint,
         (replace(replace("open amount", '.', ''), ',', '.')::numeric * 100)::bigint, l."currency", now()
  from lines l join "Customer" c on c."legalEntityId" = $1::uuid and c."number" = l."customer number"`;
