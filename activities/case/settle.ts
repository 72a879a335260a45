/** What became of the messages of an action is recorded; see application/case/settle.ts. */
import { recordAndEvaluate, type Visit } from '../../application/case/settle.ts';
import type { Evaluation } from '../../workflows/messages/collection-case.ts';
import { notBefore } from '../clock.ts';
import type { DispatchDeps } from '../outbound/dispatch.ts';

/** Least pause between two visits of an action that could not be sent: a case must never spin. */
const leastPauseMs = 5_000;
const usualPauseMs = 60_000;

/**
 * What still waits to be sent is visited again when the carrier is expected back, and what is unknown when
 * evidence can next say something; not at once.
 */
export function waitForServer(
  next: Evaluation,
  wakes: number[],
  { actionId, now }: Pick<Visit, 'actionId' | 'now'>,
): Evaluation {
  if (next.perform?.actionId !== actionId) return next;
  const { perform: _waits, ...rest } = next;
  const latest = Math.max(next.nextEvaluationAt ?? now, now + usualPauseMs);
  return { ...rest, nextEvaluationAt: Math.max(now + leastPauseMs, Math.min(...wakes, latest)) };
}

export interface SettleInput {
  customerId: string;
  actionId: string;
  /** Instant at which the workflow asked, ms since the epoch. */
  now: number;
  /** When those of its messages that wait can be tried again, or looked for. */
  wakes: number[];
}

/** After all its messages were tried: records the outcome, and evaluates what comes next. */
export async function settleAction(
  { prisma, clock }: Pick<DispatchDeps, 'prisma' | 'clock'>,
  { wakes, ...input }: SettleInput,
): Promise<Evaluation> {
  const now = { ...input, now: notBefore(clock, input.now)().getTime() };
  const next = await prisma.$transaction((tx) => recordAndEvaluate(tx, now), { timeout: 30_000 });
  return waitForServer(next, wakes, now);
}
