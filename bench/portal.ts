/** The customer's page: a long statement, an answer until the collector's counter shows it, and many at once. */
import { randomUUID } from 'node:crypto';
import { pageCookieName } from '../api/plugins/session-cookie.ts';
import type { PortalStatement } from '../api/portal/schema.ts';
import { addDays } from '../domain/calendar/iso-date.ts';
import { filterStatement } from '../domain/statement/filter.ts';
import type { OpenDatabase } from '../test/support/database.ts';
import { fromIsoDate } from '../prisma/convert.ts';
import { issueLink } from '../application/links/new-link.ts';
import type { TestEntity } from '../test/support/ledger.ts';
import { relayOnce } from '../worker/relay.ts';
import { latency, timed, type Latency } from './confirm.ts';
import { openApi, origin, type BenchApi } from './desk-api.ts';
import { createBenchCustomers, createBenchEntity } from './ledger.ts';
import { until } from './measure.ts';
import { bareQueues, type Product } from './product.ts';
import type { Stage } from './stage.ts';
import { said, saidSoFar, type bareCounter } from './workflows/bare.ts';

export interface Statements {
  /** The whole statement from the API. */
  api: Latency;
  /** Filter, order and one page of it, as the page without script asks. */
  filtered: Latency;
  /** Filter and order of the items already in the browser. */
  browser: Latency;
}

export interface Crowd {
  accepted: number;
  comments: number;
  notices: number;
  /** Facts for the cases that were handed over. */
  wakes: number;
  seconds: number;
}

interface Writer {
  cookie: string;
  itemId: string;
}

export class PortalBench {
  readonly #parts: { product: Product; entity: TestEntity; api: BenchApi };
  #longCookie = '';
  #writers: Writer[] = [];

  private constructor(parts: { product: Product; entity: TestEntity; api: BenchApi }) {
    this.#parts = parts;
  }

  /** One customer with many items, and as many customers as will answer. */
  static async open(
    stage: Stage,
    product: Product,
    shape: { items: number; writers: number },
  ): Promise<PortalBench> {
    const entity = await createBenchEntity(product.db, { steps: 1, mode: 'to_confirm' });
    const api = await openApi(stage, product, entity);
    const bench = new PortalBench({ product, entity, api });
    const customers = await createBenchCustomers(product.db, entity, shape.writers + 1);
    await product.db.customer.updateMany({
      where: { id: { in: customers } },
      data: { interactivePages: true },
    });
    await addItems(product.db, entity, customers[0]!, shape.items);
    bench.#longCookie = (await bench.#writer(customers[0]!)).cookie;
    for (const id of customers.slice(1)) bench.#writers.push(await bench.#writer(id));
    await bench.#tellFacts();
    // The workers share this process: their first evaluations are not to be measured with the answers.
    const evaluated = { legalEntityId: entity.entityId, lastDecisionId: { not: null } };
    await until(
      'a first evaluation of all customers',
      async () => (await product.db.collectionCase.count({ where: evaluated })) >= customers.length,
      120_000,
      200,
    );
    return bench;
  }

  async #writer(customerId: string): Promise<Writer> {
    const { product, entity } = this.#parts;
    const { token } = await issueLink(product.db, {
      kind: 'customer',
      legalEntityId: entity.entityId,
      customerId,
      recipientEmail: `ap-${customerId}@customer.example`,
      recipientName: 'Accounts payable',
      language: 'en',
      at: new Date(),
    });
    const item = await product.db.openItem.findFirstOrThrow({ where: { customerId }, select: { id: true } });
    return { cookie: `${pageCookieName(origin, 'customer')}=${token}`, itemId: item.id };
  }

  async statements(count: number): Promise<Statements> {
    const read = async (query = '') => {
      const { app } = this.#parts.api;
      const url = `/api/portal/statement${query}`;
      const response = await app.inject({ url, headers: { cookie: this.#longCookie } });
      if (response.statusCode !== 200) throw new Error(`no statement: ${response.body}`);
      return response;
    };
    const { items } = (await read()).json<PortalStatement>();
    const [api, filtered, browser] = [[], [], []] as [number[], number[], number[]];
    for (let n = 0; n < count; n += 1) {
      const text = String(n % 10);
      api.push(await timed(() => read()));
      filtered.push(await timed(() => read(`?page=1&overdue=true&sort=openAmount&text=${text}`)));
      browser.push(
        await timed(async () => filterStatement(items, { text, overdueOnly: true, sort: 'openAmount' })),
      );
    }
    return { api: latency(api), filtered: latency(filtered), browser: latency(browser) };
  }

  /** One answer after another; the time until the counters of Replies & Comments hold it. */
  async answers(count: number): Promise<Latency> {
    const times: number[] = [];
    let pending = await this.#pending();
    for (let n = 0; n < count; n += 1) {
      const writer = this.#writers[n % this.#writers.length]!;
      pending += 1;
      times.push(
        await timed(async () => {
          await this.#submit(writer);
          await until('the counter', async () => (await this.#pending()) >= pending, 10_000, 1);
        }),
      );
    }
    return latency(times);
  }

  /** All at once; afterwards nothing may be missing. */
  async crowd(count: number): Promise<Crowd> {
    // What came before is handed over first, so that only these are counted.
    await this.#tellFacts();
    const before = await this.#stored();
    const startedAt = performance.now();
    const answers = await Promise.allSettled(
      Array.from({ length: count }, (_, n) => this.#submit(this.#writers[n % this.#writers.length]!)),
    );
    const seconds = (performance.now() - startedAt) / 1000;
    await this.#tellFacts();
    const after = await this.#stored();
    return {
      accepted: answers.filter(({ status }) => status === 'fulfilled').length,
      comments: after.comments - before.comments,
      notices: after.notices - before.notices,
      wakes: after.wakes - before.wakes,
      seconds,
    };
  }

  async #submit({ cookie, itemId }: Writer): Promise<void> {
    const response = await this.#parts.api.app.inject({
      method: 'POST',
      url: '/api/portal/submissions',
      headers: { origin, cookie, 'content-type': 'application/json' },
      payload: JSON.stringify({
        key: randomUUID(),
        status: 'promise',
        itemIds: [itemId],
        promisedOn: addDays(new Date().toISOString().slice(0, 10), 7),
        text: 'We pay next week.',
      }),
    });
    if (response.statusCode !== 201) throw new Error(`refused: ${response.statusCode} ${response.body}`);
  }

  async #pending(): Promise<number> {
    const { api, entity } = this.#parts;
    const response = await api.app.inject({
      url: `/api/entities/${entity.entityId}/replies/counters`,
      headers: { cookie: api.cookie },
    });
    return response.json<{ total: number }>().total;
  }

  async #stored() {
    const { product, entity } = this.#parts;
    const { db } = product;
    const where = { legalEntityId: entity.entityId };
    const [comments, notices, wakes] = await Promise.all([
      db.comment.count({ where }),
      db.notice.count({ where: { ...where, relayedAt: { not: null } } }),
      db.caseWake.count({
        where: { customer: where, reason: 'comment_received', relayedAt: { not: null } },
      }),
    ]);
    return { comments, notices, wakes };
  }

  async #tellFacts(): Promise<void> {
    const { product } = this.#parts;
    while ((await relayOnce({ db: product.db, temporal: product.client })) > 0);
  }

  close(): Promise<void> {
    return this.#parts.api.close();
  }
}

/** A signal to a workflow that rests, until a query of it shows that it was heard. */
export async function bareSignals(stage: Stage, count: number): Promise<Latency> {
  const { client } = await stage.namespace('cases');
  const handle = await client.workflow.start<typeof bareCounter>('bareCounter', {
    workflowId: `counter/${randomUUID()}`,
    taskQueue: bareQueues.cases,
  });
  const heard = () => handle.query(saidSoFar);
  const once = async (expected: number) => {
    await handle.signal(said, 'words');
    await until('the signal', async () => (await heard()) >= expected, 10_000, 1);
  };
  await once(1);
  const times: number[] = [];
  for (let n = 2; n < count + 2; n += 1) times.push(await timed(() => once(n)));
  await handle.terminate('measured');
  return latency(times);
}

async function addItems(
  db: OpenDatabase,
  { entityId }: TestEntity,
  customerId: string,
  count: number,
): Promise<void> {
  const issuedOn = addDays(new Date().toISOString().slice(0, 10), -90);
  await db.openItem.createMany({
    data: Array.from({ length: count }, (_, n) => ({
      legalEntityId: entityId,
      customerId,
      type: n % 10 === 0 ? ('credit_note' as const) : ('invoice' as const),
      number: `L-${String(n).padStart(6, '0')}`,
      instalment: 0,
      issuedOn: fromIsoDate(addDays(issuedOn, n % 60)),
      dueOn: fromIsoDate(addDays(issuedOn, 30 + (n % 90))),
      originalMinor: BigInt(10_000 + n),
      openMinor: BigInt(n % 10 === 0 ? -(1_000 + n) : 10_000 + n),
      currency: 'EUR',
      purchaseOrder: `PO-${n % 700}`,
      text: `Delivery ${n % 365} of the year`,
    })),
  });
}
