/** The lists of the desk over a large company, in a database of its own. */
import { createPrismaClient, Prisma } from '../prisma/client.ts';
import { openDatabase, type OpenDatabase } from '../test/support/database.ts';
import type { TestEntity } from '../test/support/ledger.ts';
import { latency, timed, type Latency } from './confirm.ts';
import { openApi, type BenchApi } from './desk-api.ts';
import { createBenchEntity } from './ledger.ts';
import type { Stage } from './stage.ts';

export interface ListsShape {
  customers: number;
  itemsEach: number;
  /** Performed earlier; one more action of each customer waits. */
  doneEach: number;
}

/** What a page asks for when it is opened, and when it is sorted or searched. */
export const lists = {
  agenda: 'agenda?mineFirst=true',
  'agenda by customer': 'agenda?sort=customer',
  'agenda searched': 'agenda?search=000077',
  counters: 'agenda/counters',
  'done actions': 'agenda?view=done&sort=updated&order=desc',
  customers: 'customers?mineFirst=true',
  'customers by overdue amount': 'customers?sort=overdue&order=desc',
  'customers searched': 'customers?search=000077',
  'sent messages': 'messages',
  'sent messages searched': 'messages?search=000077',
} as const;
export type ListName = keyof typeof lists;

export class ListsBench {
  readonly #api: BenchApi;
  readonly #db: OpenDatabase;
  readonly #base: string;

  private constructor(parts: { api: BenchApi; db: OpenDatabase; entityId: string }) {
    this.#api = parts.api;
    this.#db = parts.db;
    this.#base = `/api/entities/${parts.entityId}`;
  }

  static async open(stage: Stage, shape: ListsShape): Promise<ListsBench> {
    const databaseUrl = await stage.database('lists');
    const db = openDatabase(createPrismaClient({ url: databaseUrl, poolSize: 5 }));
    const entity = await createBenchEntity(db, { steps: 3, mode: 'to_confirm' });
    await fill(db, entity, shape);
    const api = await openApi(stage, { db, databaseUrl }, entity);
    return new ListsBench({ api, db, entityId: entity.entityId });
  }

  async read(name: ListName, count: number): Promise<Latency> {
    const times: number[] = [];
    for (let n = 0; n < count; n += 1) times.push(await timed(() => this.#ask(lists[name])));
    return latency(times);
  }

  async #ask(path: string): Promise<void> {
    const { app, cookie } = this.#api;
    const response = await app.inject({ url: `${this.#base}/${path}`, headers: { cookie } });
    if (response.statusCode !== 200) throw new Error(`${path}: ${response.body}`);
  }

  async close(): Promise<void> {
    await this.#api.close();
    await this.#db.$disconnect();
  }
}

/** Written in sets, with what autovacuum would do within a minute. */
async function fill(db: OpenDatabase, entity: TestEntity, shape: ListsShape): Promise<void> {
  const { entityId, collectorId } = entity;
  const { id: versionId } = await db.scenarioVersion.findFirstOrThrow({
    where: { scenario: { legalEntityId: entityId } },
    select: { id: true },
  });
  const id = Prisma.sql`gen_random_uuid()`;
  await db.$executeRaw`
    INSERT INTO "Customer" ("id", "legalEntityId", "number", "name", "country", "timeZone", "language", "collectorId")
    SELECT ${id}, ${entityId}::uuid, to_char(n, 'FM000000'), 'Customer ' || to_char(n, 'FM000000'), 'FR', 'UTC', 'fr',
      CASE WHEN n % 4 = 0 THEN NULL ELSE ${collectorId}::uuid END
    FROM generate_series(1, ${shape.customers}::int) n`;
  await db.$executeRaw`
    INSERT INTO "OpenItem" ("id", "legalEntityId", "customerId", "type", "number", "issuedOn", "dueOn", "originalMinor",
      "openMinor", "currency", "updatedAt")
    SELECT ${id}, c."legalEntityId", c."id", 'invoice', c."number" || '-' || n, current_date - 60 - n, current_date - 30 - n,
      10000 + n, 10000 + n, 'EUR', now()
    FROM "Customer" c, generate_series(1, ${shape.itemsEach}::int) n`;
  await db.$executeRaw`
    INSERT INTO "CollectionCase" ("id", "customerId", "legalEntityId", "scenarioVersionId", "nextActionOn", "updatedAt")
    SELECT ${id}, c."id", c."legalEntityId", ${versionId}::uuid, current_date + 3, now() FROM "Customer" c`;
  await db.$executeRaw`
    INSERT INTO "AgendaAction" ("id", "legalEntityId", "customerId", "caseId", "actionKey", "scenarioRun", "stepKey",
      "stepPosition", "stepName", "channel", "mode", "state", "leaderItemId", "items", "totals", "positionHash", "dueOn",
      "performedOn", "createdAt", "updatedAt")
    SELECT ${id}, c."legalEntityId", c."id", k."id", k."id" || '/' || n, 1, 'step' || (n % 3 + 1), n % 3 + 1, 'Step ' || n,
      'email', CASE WHEN n = 0 THEN 'to_confirm' ELSE 'automatic' END::"StepMode",
      CASE WHEN n = 0 THEN 'proposed' ELSE 'done' END::"ActionState", leader."id",
      jsonb_build_object('lines', jsonb_build_array(jsonb_build_object('id', leader."id"))),
      '{"EUR": 100000}', 'hash', current_date - n * 10, CASE WHEN n = 0 THEN NULL ELSE current_date - n * 10 END,
      now() - n * interval '10 days', now() - n * interval '10 days'
    FROM "Customer" c
    JOIN "CollectionCase" k ON k."customerId" = c."id"
    JOIN "OpenItem" leader ON leader."customerId" = c."id" AND leader."number" = c."number" || '-1'
    CROSS JOIN generate_series(0, ${shape.doneEach}::int) n`;
  await db.$executeRaw`
    INSERT INTO "OutboundMessage" ("id", "dispatchKey", "legalEntityId", "customerId", "actionId", "channel",
      "recipientAddress", "language", "reference", "subject", "state", "createdAt", "updatedAt")
    SELECT ${id}, a."actionKey" || '/1', a."legalEntityId", a."customerId", a."id", 'email',
      'ap-' || c."number" || '@customer.example', 'fr', '<' || a."id" || '@bench.example>', 'Relance ' || c."number",
      'accepted', a."createdAt", a."createdAt"
    FROM "AgendaAction" a JOIN "Customer" c ON c."id" = a."customerId" WHERE a."state" = 'done'`;
  await db.$executeRaw`VACUUM ANALYZE`;
}
