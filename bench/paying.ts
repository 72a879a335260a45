/** A payment by card: from the notification of its connector until its case has looked at a ledger without the debt. */
import { createPaymentTakers } from '../api/connections/payment-connectors.ts';
import { connectPayments, sandboxAccountOf, startPayment } from '../test/support/payment-desk.ts';
import type { TestEntity } from '../test/support/ledger.ts';
import { startPaymentSandbox, type PaymentSandbox } from '../runtime/payment-sandbox/sandbox.ts';
import { startRelay } from '../worker/relay.ts';
import { latency, timed, type Latency } from './confirm.ts';
import { openApi, type BenchApi } from './desk-api.ts';
import { createBenchCustomers, createBenchEntity } from './ledger.ts';
import { until } from './measure.ts';
import { startProduct, type Product } from './product.ts';
import type { Stage } from './stage.ts';

interface Parts {
  product: Product;
  entity: TestEntity;
  api: BenchApi;
  sandbox: PaymentSandbox;
  relay: { stop: () => Promise<void> };
}

interface Waiting {
  customerId: string;
  paymentId: string;
  itemIds: string[];
}

export class PayingBench {
  readonly #parts: Parts;
  #waiting: Waiting[] = [];
  #told = 0;

  private constructor(parts: Parts) {
    this.#parts = parts;
  }

  /** So many customers stand at the connector, their cases at rest. */
  static async open(stage: Stage, { payers }: { payers: number }): Promise<PayingBench> {
    const sandbox = await startPaymentSandbox();
    // Each notification is told by the bench, when it begins to measure.
    sandbox.notifier.faults.silent = true;
    // Followed as payments of a real account are: those who wait are not asked about every few seconds.
    const paymentAccounts = { stripe: { ...sandboxAccountOf(sandbox), isSandbox: false } };
    const product = await startProduct(stage, { name: 'paying', paymentAccounts });
    const { db, databaseUrl, client: temporal } = product;
    const entity = await createBenchEntity(db, { steps: 1, mode: 'to_confirm' });
    const takers = createPaymentTakers(paymentAccounts);
    const api = await openApi(stage, product, entity, undefined, { takers });
    const relay = startRelay({ db, databaseUrl, temporal, onTrouble: () => undefined });
    const bench = new PayingBench({ product, entity, api, sandbox, relay });
    await connectPayments(db, entity.entityId);
    for (const customerId of await createBenchCustomers(db, entity, payers)) {
      const items = await db.openItem.findMany({ where: { customerId }, select: { id: true } });
      const itemIds = items.map(({ id }) => id);
      const of = { legalEntityId: entity.entityId, customerId, itemIds, at: new Date() };
      bench.#waiting.push({ customerId, itemIds, paymentId: await startPayment(db, of, takers) });
    }
    const started = new Date();
    await until('the first look at each payment', async () => bench.#isQuiet(started), 180_000, 200);
    return bench;
  }

  /** Each payment was asked about, and nothing waits to be told to a case. */
  async #isQuiet(since: Date): Promise<boolean> {
    const { db } = this.#parts.product;
    const [unasked, untold, unseen] = await Promise.all([
      db.onlinePayment.count({ where: { lastAskedAt: null } }),
      db.caseWake.count({ where: { relayedAt: null } }),
      db.collectionCase.count({ where: { lastDecisionId: null } }),
    ]);
    return unasked + untold + unseen === 0 && Date.now() - since.getTime() > 2_000;
  }

  async webhooks(count: number): Promise<Latency> {
    const times: number[] = [];
    for (const one of this.#waiting.splice(0, count)) {
      this.#parts.sandbox.steer(one.paymentId, 'card');
      const since = new Date();
      times.push(
        await timed(async () => {
          await this.#tell(one.paymentId);
          await until('the case', () => this.#isStopped(one, since), 10_000, 1);
        }),
      );
    }
    return latency(times);
  }

  async #tell(paymentId: string): Promise<void> {
    const { api, entity, sandbox } = this.#parts;
    const object = { object: 'checkout.session', id: 'cs', client_reference_id: paymentId };
    const id = `evt_${(this.#told += 1)}`;
    const payload = JSON.stringify({
      ...{ id, object: 'event', type: 'checkout.session.completed' },
      data: { object },
    });
    const { statusCode, body } = await api.app.inject({
      method: 'POST',
      url: `/api/hooks/payments/hook-${entity.entityId}`,
      headers: {
        'content-type': 'application/json',
        'stripe-signature': sandbox.notifier.signatureOf(payload),
      },
      payload,
    });
    if (statusCode !== 200) throw new Error(`refused: ${statusCode} ${body}`);
  }

  /** Nothing is open any more, and the case has decided on that. */
  async #isStopped({ customerId, itemIds }: Waiting, since: Date): Promise<boolean> {
    const { db } = this.#parts.product;
    const open = await db.openItem.count({ where: { id: { in: itemIds }, openMinor: { gt: 0 } } });
    if (open > 0) return false;
    const decided = { case: { customerId }, createdAt: { gt: since } };
    return (await db.decisionRecord.findFirst({ where: decided, select: { id: true } })) !== null;
  }

  async close(): Promise<void> {
    const { relay, api, product, sandbox } = this.#parts;
    await relay.stop();
    await api.close();
    await product.close();
    await sandbox.close();
  }
}
