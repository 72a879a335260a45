/** A collector's click on Confirm, through the API, against the least that Temporal takes to answer: a raw update. */
import { randomUUID } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';
import type { App } from '../api/context.ts';
import { relayOnce } from '../worker/relay.ts';
import type { TestEntity } from '../test/support/ledger.ts';
import { openApi, origin } from './desk-api.ts';
import { createBenchCustomers, createBenchEntity, firstDayAt } from './ledger.ts';
import { percentile, until } from './measure.ts';
import type { Floor } from './floor.ts';
import { bareQueues, type Product } from './product.ts';
import type { Stage } from './stage.ts';
import { answerAtOnce, said, type bareClicked, type bareUpdates } from './workflows/bare.ts';

export interface Latency {
  p50Ms: number;
  p95Ms: number;
}

export interface Clicks {
  /** From the request to the answer; the confirmation is in the database then. */
  recorded: Latency;
  /** From the request to the recorded sending of the message. */
  sent: Latency;
}

const dayMs = 24 * 3600_000;

export class Desk {
  readonly #product: Product;
  readonly #entity: TestEntity;
  readonly #app: App;
  readonly #cookie: string;
  readonly #closeParts: () => Promise<void>;
  #proposals: { id: string; positionHash: string }[] = [];

  private constructor(parts: {
    product: Product;
    entity: TestEntity;
    app: App;
    cookie: string;
    closeParts: () => Promise<void>;
  }) {
    this.#product = parts.product;
    this.#entity = parts.entity;
    this.#app = parts.app;
    this.#cookie = parts.cookie;
    this.#closeParts = parts.closeParts;
  }

  /** An API and as many proposals as will be clicked. */
  static async open(stage: Stage, product: Product, proposals: number): Promise<Desk> {
    const { db, calendar } = product;
    const entity = await createBenchEntity(db, { steps: 1, mode: 'to_confirm' });
    const {
      app,
      cookie,
      close: closeParts,
    } = await openApi(stage, product, entity, () => new Date(calendar.virtualOf(Date.now())));
    const desk = new Desk({ product, entity, app, cookie, closeParts });
    calendar.set({ virtualAt: firstDayAt + dayMs / 2, realAt: Date.now(), dayLastsMs: dayMs });
    await desk.#propose(proposals);
    return desk;
  }

  async #propose(count: number): Promise<void> {
    const { db } = this.#product;
    await createBenchCustomers(db, this.#entity, count);
    while ((await relayOnce({ db, temporal: this.#product.client })) > 0);
    const where = { legalEntityId: this.#entity.entityId, state: 'proposed' as const };
    await until('all proposals', async () => (await db.agendaAction.count({ where })) >= count, 120_000, 200);
    this.#proposals = await db.agendaAction.findMany({ where, select: { id: true, positionHash: true } });
  }

  /** Clicks one after another; the next only when the message of the last has left. */
  async click(count: number): Promise<Clicks> {
    const recorded: number[] = [];
    const sent: number[] = [];
    for (const { id, positionHash } of this.#proposals.splice(0, count)) {
      const startedAt = performance.now();
      const response = await this.#app.inject({
        method: 'POST',
        url: `/api/entities/${this.#entity.entityId}/actions/${id}/confirm`,
        headers: { origin, cookie: this.#cookie, 'content-type': 'application/json' },
        payload: JSON.stringify({ key: randomUUID(), positionHash }),
      });
      recorded.push(performance.now() - startedAt);
      if (response.statusCode !== 200 || response.json<{ state: string }>().state !== 'confirmed') {
        throw new Error(`the click was refused: ${response.statusCode} ${response.body}`);
      }
      await until('the message has left', () => this.#isDone(id), 30_000, 5);
      sent.push(performance.now() - startedAt);
    }
    return { recorded: latency(recorded), sent: latency(sent) };
  }

  async #isDone(id: string): Promise<boolean> {
    const { state } = await this.#product.db.agendaAction.findUniqueOrThrow({
      where: { id },
      select: { state: true },
    });
    return state === 'done';
  }

  close(): Promise<void> {
    return this.#closeParts();
  }
}

/** Updates answered from memory, one after another, each to a workflow of its own that has rested before, as a case has. */
export async function bareUpdateRounds(stage: Stage, count: number): Promise<Latency> {
  const update: number[] = [];
  const { client } = await stage.namespace('cases');
  const handles = await Promise.all(
    Array.from({ length: count }, () =>
      client.workflow.start<typeof bareUpdates>('bareUpdates', {
        workflowId: `updates/${randomUUID()}`,
        taskQueue: bareQueues.cases,
      }),
    ),
  );
  for (const handle of handles) await handle.executeUpdate(answerAtOnce, { args: ['warm'] });
  for (const handle of handles)
    update.push(await timed(() => handle.executeUpdate(answerAtOnce, { args: ['one'] })));
  await Promise.all(handles.map((handle) => handle.terminate('measured')));
  return latency(update);
}

/** The least that a click may do: one durable fact, a signal to a workflow that rests, and what the floor does then. */
export async function floorClicks(stage: Stage, floor: Floor, count: number): Promise<Clicks> {
  const { client } = await stage.namespace('cases');
  const ids = Array.from({ length: count }, () => `clicked/${randomUUID()}`);
  const handles = await Promise.all(
    ids.map((id) =>
      client.workflow.start<typeof bareClicked>('bareClicked', {
        workflowId: id,
        taskQueue: floor.queues.cases,
        args: [{ id, sendQueue: floor.queues.send }],
      }),
    ),
  );
  // Until the last of them rests.
  await delay(500);
  const recorded: number[] = [];
  const sent: number[] = [];
  for (const handle of handles) {
    const startedAt = performance.now();
    await floor.writeFact(handle.workflowId);
    recorded.push(performance.now() - startedAt);
    await handle.signal(said, 'clicked');
    await until('the floor has sent', () => floor.hasActed(handle.workflowId), 30_000, 5);
    sent.push(performance.now() - startedAt);
  }
  return { recorded: latency(recorded), sent: latency(sent) };
}

export async function timed(work: () => Promise<unknown>): Promise<number> {
  const startedAt = performance.now();
  await work();
  return performance.now() - startedAt;
}

export function latency(values: number[]): Latency {
  return { p50Ms: percentile(values, 0.5), p95Ms: percentile(values, 0.95) };
}
