/** Activities of a case, built from their dependencies. */
import type { CaseCommand, CommandAnswer, LookResult } from '../../workflows/messages.ts';
import { longestSendMs, withHeartbeat } from '../heartbeat.ts';
import { commandWithin } from './commands.ts';
import { lookWithin } from './look.ts';
import { performAction, type PerformDeps, type PerformInput } from './perform.ts';

export type CaseActivityDeps = PerformDeps;

const transaction = { timeout: 25_000, maxWait: 10_000 };

export function createCaseActivities(deps: CaseActivityDeps) {
  return {
    /** Reads the customer as of `now` (ms since the epoch), decides, and says what the case waits for. */
    look({ customerId, now }: { customerId: string; now: number }): Promise<LookResult> {
      return deps.prisma.$transaction((tx) => lookWithin(tx, customerId, now), transaction);
    },

    /** Answers a person, and looks again in the same transaction. */
    command(input: {
      customerId: string;
      now: number;
      command: CaseCommand;
    }): Promise<{ answer: CommandAnswer; look: LookResult }> {
      const { customerId, now, command } = input;
      return deps.prisma.$transaction(async (tx) => {
        const answer = await commandWithin(tx, customerId, now, command);
        return { answer, look: await lookWithin(tx, customerId, now) };
      }, transaction);
    },

    /** Sends what an action asks for, once; the outcome is in the database, the answer is the next look. */
    perform(input: PerformInput): Promise<LookResult> {
      return withHeartbeat(() => performAction(deps, input), longestSendMs);
    },
  };
}
