/** Activities of a case, built from their dependencies. */
import type { CaseCommand, CommandAnswer, LookResult } from '../../workflows/messages.ts';
import { longestSendMs, withHeartbeat } from '../heartbeat.ts';
import type { Db } from '../../prisma/client.ts';
import { databaseFailure } from '../../prisma/failures.ts';
import { clearTrouble, noteTrouble, type Trouble } from '../../prisma/queries/case-trouble.ts';
import { commandWithin } from '../../application/case/command.ts';
import { lookWithin } from '../../application/case/evaluate.ts';
import { performAction, type PerformDeps, type PerformInput } from './perform.ts';

export type CaseActivityDeps = PerformDeps;

const transaction = { timeout: 25_000, maxWait: 10_000 };

export function createCaseActivities(deps: CaseActivityDeps) {
  return {
    /** Reads the customer as of `now` (ms since the epoch), decides, and says what the case waits for. */
    look({ customerId, now }: { customerId: string; now: number }): Promise<LookResult> {
      return watched('look', { customerId, now }, async (tx) => lookWithin(tx, customerId, now));
    },

    /** Answers a person, and looks again in the same transaction. */
    command(input: {
      customerId: string;
      now: number;
      command: CaseCommand;
    }): Promise<{ answer: CommandAnswer; look: LookResult }> {
      const { customerId, now, command } = input;
      return watched('command', { customerId, now }, async (tx) => {
        const answer = await commandWithin(tx, customerId, now, command);
        return { answer, look: await lookWithin(tx, customerId, now) };
      });
    },

    /** Sends what an action asks for, once; the outcome is in the database, the answer is the next look. */
    perform(input: PerformInput): Promise<LookResult> {
      return withHeartbeat(() => performAction(deps, input), longestSendMs);
    },
  };

  /** One transaction; that it fails, if it is not for an outage, is kept where the health page counts it. */
  async function watched<T>(
    activity: Trouble['activity'],
    { customerId, now }: { customerId: string; now: number },
    work: (tx: Db) => Promise<T>,
  ): Promise<T> {
    try {
      return await deps.prisma.$transaction(async (tx) => {
        await clearTrouble(tx, customerId);
        return work(tx);
      }, transaction);
    } catch (error) {
      const code = databaseFailure(error) ?? (error instanceof Error ? error.name : 'unknown');
      if (code !== 'away' && code !== 'full')
        await noteTrouble(deps.prisma, { customerId, activity, code, at: new Date(now) }).catch(
          () => undefined,
        );
      throw error;
    }
  }
}
