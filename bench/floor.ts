/**
 * The floor: the least that sends a message as safely as Relance does. A bare workflow, the four commits of the
 * protocol, each of one small statement on rows of its own, and one mail of the usual size handed over to the server:
 * nothing is read, decided, rendered, checked or told to anybody.
 */
import { randomBytes, randomUUID } from 'node:crypto';
import pg from 'pg';
import { DatabaseSession } from '../prisma/session.ts';
import type { WorkerDeps } from '../worker/deps.ts';
import { BareSide, depsOf, floorQueues, settings, workersOf } from './product.ts';
import type { Stage } from './stage.ts';
import type { BareActivities } from './workflows/bare.ts';

/** Of an ordinary reminder with its workbook: as it leaves, and packed as it is kept. */
const mailBytes = 20_000;
const keptBytes = 9_000;

const tables = `
  CREATE TABLE IF NOT EXISTS floor_case (id text PRIMARY KEY, looks int NOT NULL, acted int NOT NULL DEFAULT 0);
  CREATE TABLE IF NOT EXISTS floor_message (id uuid PRIMARY KEY, case_id text NOT NULL, state text NOT NULL, bytes bytea);
  CREATE TABLE IF NOT EXISTS floor_fact (id uuid PRIMARY KEY, case_id text NOT NULL)`;

const statements = {
  look: `INSERT INTO floor_case (id, looks) VALUES ($1, 1)
    ON CONFLICT (id) DO UPDATE SET looks = floor_case.looks + 1`,
  freeze: `INSERT INTO floor_message (id, case_id, state, bytes) VALUES ($1, $2, 'claimed', $3)`,
  gate: `UPDATE floor_message SET state = 'gate_passed' WHERE id = $1 AND state = 'claimed'`,
  accept: `WITH sent AS (UPDATE floor_message SET state = 'accepted' WHERE id = $1)
    UPDATE floor_case SET acted = acted + 1 WHERE id = $2`,
  fact: 'INSERT INTO floor_fact (id, case_id) VALUES ($1, $2)',
  acted: 'SELECT acted FROM floor_case WHERE id = $1',
} as const;

export class Floor extends BareSide {
  readonly #pool: pg.Pool;
  readonly #deps: WorkerDeps;
  readonly #kept = randomBytes(keptBytes);
  readonly #mail = Buffer.from(
    `Subject: floor\r\n\r\n${randomBytes(mailBytes)
      .toString('base64')
      .slice(0, mailBytes)
      .replaceAll(/(.{76})/g, '$1\r\n')}\r\n`,
  );

  private constructor(pool: pg.Pool, deps: WorkerDeps) {
    super(floorQueues);
    this.#pool = pool;
    this.#deps = deps;
  }

  static async start(stage: Stage): Promise<Floor> {
    const url = await stage.database('floor');
    const pool = new pg.Pool({
      Client: DatabaseSession,
      connectionString: url,
      max: settings.databasePoolSize,
      idleTimeoutMillis: 300_000,
    });
    pool.on('error', () => undefined);
    await pool.query(tables);
    const floor = new Floor(pool, depsOf(stage, url));
    floor.stop = await workersOf(stage, floor);
    return floor;
  }

  override get activities(): BareActivities {
    const evaluate = async (id: string) => {
      await this.#write('look', [id]);
      this.evaluated.add(id);
    };
    const perform = async (id: string) => {
      await this.#send(id);
      this.acted();
    };
    return { evaluate, perform };
  }

  async #send(caseId: string): Promise<void> {
    const id = randomUUID();
    await this.#write('freeze', [id, caseId, this.#kept]);
    const { carrier } = this.#deps.activities.channels.email!;
    await carrier.admit();
    const sent = await carrier.handOver({
      sender: 'receivables@bench.example',
      recipient: 'ap@customer.example',
      reference: `<${id}@bench.example>`,
      bytes: this.#mail,
      gate: async () => (await this.#write('gate', [id])) === 1,
    });
    if (sent.kind !== 'accepted') throw new Error(`the floor's mail was not taken: ${sent.kind}`);
    await this.#write('accept', [id, caseId]);
  }

  /** What a click does: one fact, durable. */
  async writeFact(caseId: string): Promise<void> {
    await this.#write('fact', [randomUUID(), caseId]);
  }

  async hasActed(caseId: string): Promise<boolean> {
    const { rows } = await this.#pool.query<{ acted: number }>({
      name: 'acted',
      text: statements.acted,
      values: [caseId],
    });
    return (rows[0]?.acted ?? 0) > 0;
  }

  async #write(name: keyof typeof statements, values: unknown[]): Promise<number> {
    const { rowCount } = await this.#pool.query({ name, text: statements[name], values });
    return rowCount ?? 0;
  }

  override async close(): Promise<void> {
    await this.stop();
    await this.#deps.close();
    await this.#pool.end();
  }
}
