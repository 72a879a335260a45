/** Cases are signalled at once after a click; the outbox has the row all the same. */
import { setImmediate } from 'node:timers/promises';
import type { Client } from '@temporalio/client';
import type { WakeInHand } from '../../application/unit-of-work.ts';
import type { PrismaClient } from '../../prisma/client.ts';
import { handOverWake, markWakeRelayed } from '../../prisma/queries/wakes/write.ts';
import { caseSignal } from '../../workflows/messages/collection-case.ts';
import { workflowTypes } from '../../workflows/messages/workflow-ids.ts';

export interface CaseSignals {
  /** Returns at once and never fails: what cannot be signalled in time is left to the relay. */
  signal(wake: WakeInHand): void;
  /** When no signal is under way any more. */
  settled(): Promise<void>;
}

/** Shorter than the row is kept from the relay. */
const deadlineMs = 2_000;
/** More than people click; beyond it the relay signals, which does it in bundles and waits while Temporal is away. */
const atOnce = 20;

export function createCaseSignals({ db, temporal }: { db: PrismaClient; temporal: Client }): CaseSignals {
  const underWay = new Set<Promise<void>>();
  return {
    signal(wake) {
      const isMany = underWay.size >= atOnce;
      // The answer leaves first. What fails here is left to the relay when the row is free again.
      const done = setImmediate()
        .then(() => (isMany ? handOverWake(db, wake.key) : signalCase(db, temporal, wake)))
        .catch(() => undefined)
        .finally(() => underWay.delete(done));
      underWay.add(done);
    },
    async settled() {
      while (underWay.size > 0) await Promise.all(underWay);
    },
  };
}

async function signalCase(db: PrismaClient, temporal: Client, wake: WakeInHand): Promise<void> {
  try {
    await temporal.withDeadline(Date.now() + deadlineMs, () =>
      temporal.workflow.signalWithStart(workflowTypes.collectionCase, caseSignal(wake)),
    );
  } catch {
    return handOverWake(db, wake.key);
  }
  await markWakeRelayed(db, wake.key);
}
