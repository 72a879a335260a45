/** Activities of a case, built from their dependencies. */
import type { Evaluation, MessageOutcome, PerformStep } from '../../workflows/messages/collection-case.ts';
import { longestSendMs, withHeartbeat } from '../heartbeat.ts';
import type { Db } from '../../prisma/client.ts';
import { databaseFailure } from '../../prisma/failures.ts';
import { noteTrouble } from '../../prisma/queries/case-trouble/write.ts';
import { evaluateCase } from '../../application/case/evaluate.ts';
import {
  dispatchOfAction,
  performAction,
  type DispatchInput,
  type PerformDeps,
  type PerformInput,
} from './perform.ts';
import type { ActionStep } from '../../workflows/messages/action-delivery.ts';
import { deliverAction } from './deliver.ts';
import { settleAction, type SettleInput } from './settle.ts';

export type CaseActivityDeps = PerformDeps;

const transaction = { timeout: 25_000, maxWait: 10_000 };

export function createCaseActivities(deps: CaseActivityDeps) {
  return {
    /** Reads the customer as of `now` (ms since the epoch), decides, and says what the case waits for. */
    async evaluate({ customerId, now }: { customerId: string; now: number }): Promise<Evaluation> {
      return routed(await watched({ customerId, now }, async (tx) => evaluateCase(tx, customerId, now)));
    },

    /**
     * Sends what an action asks for, once; the outcome is in the database, the answer is the next evaluation. Of several
     * messages the answer names them: each is sent by `dispatch`, and then the outcome is settled.
     */
    async perform(input: PerformInput): Promise<PerformStep> {
      const step = await withHeartbeat(() => performAction(deps, input), longestSendMs);
      return 'messages' in step ? step : routed(step);
    },

    /** Sends what a person wrote outside the scenario, once; answers when to look again. */
    deliverAction(input: PerformInput): Promise<ActionStep> {
      return withHeartbeat(() => deliverAction(deps, input), longestSendMs);
    },

    /** Sends one of several messages of an action. */
    dispatch(input: DispatchInput): Promise<MessageOutcome> {
      return withHeartbeat(() => dispatchOfAction(deps, input), longestSendMs);
    },

    /** After several messages were tried: records the outcome of the action, and evaluates what comes next. */
    async settle(input: SettleInput): Promise<Evaluation> {
      return routed(await settleAction(deps, input));
    },
  };

  /** What no channel carries stands in the queue of cases, where it is refused. */
  function routed(evaluation: Evaluation): Evaluation {
    const { channel, ...perform } = evaluation.perform ?? {};
    if (channel === undefined || deps.channels[channel] !== undefined) return evaluation;
    return { ...evaluation, perform: perform as Evaluation['perform'] };
  }

  /** One transaction; that it fails, if it is not for an outage, is kept where the health page counts it. */
  async function watched<T>(
    { customerId, now }: { customerId: string; now: number },
    work: (tx: Db) => Promise<T>,
  ): Promise<T> {
    try {
      return await deps.prisma.$transaction(work, transaction);
    } catch (error) {
      const code = databaseFailure(error) ?? (error instanceof Error ? error.name : 'unknown');
      if (code !== 'away' && code !== 'full')
        await noteTrouble(deps.prisma, { customerId, activity: 'evaluate', code, at: new Date(now) }).catch(
          () => undefined,
        );
      throw error;
    }
  }
}
