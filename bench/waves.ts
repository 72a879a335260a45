/**
 * A wave: many customers fall due at one instant and are followed through some steps. Measured from that instant to
 * the last performed action, with everything armed before; once with cases, once with bare workflows that wait and
 * call as often.
 */
import { randomUUID } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';
import { WorkflowNotFoundError, type Client } from '@temporalio/client';
import { relayOnce } from '../worker/relay.ts';
import { caseWorkflowId } from '../workflows/messages/collection-case.ts';
import { eventsBetweenActions } from '../test/support/case-events.ts';
import type { TestEntity } from '../test/support/ledger.ts';
import { countStatements, relayPolls } from '../test/support/statements.ts';
import { createBenchCustomers, firstDayAt } from './ledger.ts';
import { inParallel, median, until } from './measure.ts';
import { processorTime, since, type ProcessorTime } from './processor-time.ts';
import type { BareSide, Product } from './product.ts';
import type { Stage } from './stage.ts';
import type { bareCase, BareStart } from './workflows/bare.ts';

export interface WaveShape {
  cases: number;
  /** Actions of each case. */
  actions: number;
}

export interface Wave {
  /** From the due instant to the last performed action. */
  seconds: number;
  actionsPerSecond: number;
  /** ms per action. */
  processor: ProcessorTime;
  eventsPerAction: number;
}

export interface CaseWave extends Wave {
  statementsPerAction: number;
  commitsPerAction: number;
}

/** A day of a wave lasts as long as the shortest wait of a case. */
const dayLastsMs = 1_000;
const armTimeoutMs = 120_000;
/** A herd at the usual pace of sending is kept waiting on purpose. */
const drainTimeoutMs = 300_000;
const stalledAfterMs = 20_000;
const histories = 5;
const parallelCalls = 20;

/** How long arming takes, learnt from wave to wave. */
export class Lead {
  #msPerCase: number;

  constructor(firstGuessMsPerCase: number) {
    this.#msPerCase = firstGuessMsPerCase;
  }

  msFor(cases: number): number {
    return this.#msPerCase * cases * 1.3 + 2_000;
  }

  learn(armedInMs: number, cases: number): void {
    this.#msPerCase = armedInMs / cases;
  }
}

/** What a side counts while a wave runs. */
interface Tally {
  evaluated: ReadonlySet<string>;
  performed: number;
  lastPerformedAt: number;
}

export interface Scene {
  stage: Stage;
  product: Product;
  entity: TestEntity;
}

/** @param beforehand done with the cases once they wait, before the first of them is due */
export async function caseWave(
  { stage, product, entity }: Scene,
  shape: WaveShape,
  lead: Lead,
  beforehand: (customerIds: string[]) => Promise<void> = async () => undefined,
): Promise<CaseWave> {
  const { db, client, calendar } = product;
  const customerIds = await createBenchCustomers(db, entity, shape.cases);
  const armedFrom = Date.now();
  const firstAt = armedFrom + lead.msFor(shape.cases);
  calendar.set({ virtualAt: firstDayAt, realAt: firstAt, dayLastsMs });
  const statements = countStatements({ without: relayPolls });
  try {
    while ((await relayOnce({ db, temporal: client })) > 0);
    await armed(calendar, shape.cases, { armedFrom, firstAt, lead }, () => beforehand(customerIds));
    const doneBefore = await doneActions(product, customerIds);
    statements.reset();
    const { performed, ...figures } = await drain(stage, () => calendar, shape, firstAt);
    const recorded = async () => (await doneActions(product, customerIds)) - doneBefore === performed;
    const statementsPerAction = statements.count() / performed;
    const commitsPerAction = statements.commits() / performed;
    await until('the last result is recorded', recorded, 10_000, 100);
    const eventsPerAction = await events(client, customerIds.map(caseWorkflowId));
    return { ...figures, eventsPerAction, statementsPerAction, commitsPerAction };
  } finally {
    statements.stop();
    await endRuns(client, customerIds.map(caseWorkflowId));
  }
}

export async function bareWave(
  { stage, bare }: { stage: Stage; bare: BareSide },
  shape: WaveShape,
  lead: Lead,
): Promise<Wave> {
  const { client } = await stage.namespace('cases');
  bare.reset();
  const armedFrom = Date.now();
  const firstAt = armedFrom + lead.msFor(shape.cases);
  const ids = Array.from({ length: shape.cases }, () => `bare/${randomUUID()}`);
  const start = (id: string) => {
    const input: BareStart = {
      id,
      sendQueue: bare.queues.send,
      firstAt,
      waitMs: dayLastsMs,
      actions: shape.actions,
    };
    return client.workflow.start<typeof bareCase>('bareCase', {
      workflowId: id,
      taskQueue: bare.queues.cases,
      args: [input],
    });
  };
  try {
    await inParallel(ids, parallelCalls, start);
    await armed(bare, shape.cases, { armedFrom, firstAt, lead });
    const { performed: _, ...figures } = await drain(stage, () => bare, shape, firstAt);
    return { ...figures, eventsPerAction: await events(client, ids) };
  } finally {
    await endRuns(client, ids);
  }
}

/** So that the next wave meets nobody of this one. */
async function endRuns(client: Client, workflowIds: string[]): Promise<void> {
  await inParallel(workflowIds, parallelCalls, async (id) => {
    try {
      await client.workflow.getHandle(id).terminate('the wave is over');
    } catch (error) {
      // It has ended by itself, or was never started.
      if (!(error instanceof WorkflowNotFoundError)) throw error;
    }
  });
}

async function armed(
  tally: Tally,
  cases: number,
  { armedFrom, firstAt, lead }: { armedFrom: number; firstAt: number; lead: Lead },
  beforehand?: () => Promise<void>,
): Promise<void> {
  await until('every case waits for its first day', () => tally.evaluated.size >= cases, armTimeoutMs);
  await beforehand?.();
  lead.learn(Date.now() - armedFrom, cases);
  if (Date.now() > firstAt) throw new UnfairWave('the first day came before every case was waiting for it');
  await delay(firstAt - Date.now());
}

/** The wave says nothing about speed: it began before all were ready, or a server lost a task under load. */
export class UnfairWave extends Error {}

/** Tries again, with the lead learnt, some times; each unfair wave is reported. */
export async function fairly<T>(wave: () => Promise<T>, say: (line: string) => void): Promise<T> {
  for (let tries = 0; ; tries += 1) {
    try {
      return await wave();
    } catch (error) {
      if (!(error instanceof UnfairWave) || tries === 2) throw error;
      say(`again: ${error.message}`);
    }
  }
}

async function drain({ servers }: Stage, tally: () => Tally, { cases, actions }: WaveShape, firstAt: number) {
  const before = processorTime(servers);
  const expected = cases * actions;
  await until(
    `${expected} actions`,
    () => {
      const { performed, lastPerformedAt } = tally();
      // A task that a server hands out and loses comes back after minutes only (startToClose of sending).
      if (Date.now() - Math.max(lastPerformedAt, firstAt) > stalledAfterMs) {
        throw new UnfairWave(
          `nothing was performed for ${stalledAfterMs / 1000} s, ${performed} of ${expected} are done`,
        );
      }
      return performed >= expected;
    },
    drainTimeoutMs,
  );
  const used = since(before, processorTime(servers));
  const { performed, lastPerformedAt } = tally();
  const seconds = (lastPerformedAt - firstAt) / 1000;
  return {
    performed,
    seconds,
    actionsPerSecond: performed / seconds,
    processor: {
      worker: used.worker / performed,
      postgres: used.postgres / performed,
      temporal: used.temporal / performed,
    },
  };
}

function doneActions({ db }: Product, customerIds: string[]): Promise<number> {
  return db.agendaAction.count({ where: { customerId: { in: customerIds }, state: 'done' } });
}

/** From the histories of some cases; those of one action have no pair to count and give the events of the whole. */
async function events(client: Client, workflowIds: string[]): Promise<number> {
  const counts: number[] = [];
  for (const id of workflowIds.slice(0, histories)) {
    const history = await client.workflow.getHandle(id).fetchHistory();
    counts.push(...eventsBetweenActions(history));
  }
  return counts.length === 0 ? 0 : median(counts);
}
