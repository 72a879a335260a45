/**
 * What would follow if a person clicked: the command itself and the engine on what it leaves, inside a transaction
 * that its caller rolls back. So the sentence beside a button is made by the code behind the button.
 */
import { instantOf, localDayAndMinute } from '../../domain/calendar/zoned-time.ts';
import { consequenceOf, type Consequence } from '../../domain/dunning/consequence.ts';
import type { Db } from '../../prisma/client.ts';
import { openAction } from '../../prisma/queries/actions.ts';
import type { CaseCommand, CommandAnswer } from '../../workflows/messages.ts';
import { awaitingOf } from './awaiting.ts';
import { commandWithin } from './commands.ts';
import { lockedPosition } from './deciding.ts';
import { decisionInput } from './decision-input.ts';

export interface Foreseen {
  consequence: Consequence;
  /** It is not known whether the last message arrived: the case does nothing before that is settled. */
  inDoubt: boolean;
  /** When a message leaves, ms since the epoch; absent where none does. */
  leavesAt?: number;
  /** The day in the customer's zone, and its zone. */
  today: string;
  timeZone: string;
}

/** Carries the command out. To be rolled back by the caller. */
export function foreseeCommand(
  tx: Db,
  customerId: string,
  now: number,
  command: CaseCommand,
): Promise<CommandAnswer> {
  return commandWithin(tx, customerId, now, command);
}

/** What follows from the facts as they stand in this transaction; null where nothing is followed. */
export async function foreseen(tx: Db, customerId: string, now: number): Promise<Foreseen | null> {
  const position = await lockedPosition(tx, customerId, now);
  if (!position) return null;
  const { timeZone } = position.customer;
  const action = await openAction(tx, position.case.id);
  const input = decisionInput(position, now, awaitingOf(action, position.case.scenarioRun));
  const consequence = consequenceOf(input);
  const { kind, on, minute } = consequence;
  const leavesAt =
    kind === 'leaves' && on !== undefined && minute !== undefined
      ? Math.max(now, instantOf(on, minute, timeZone), position.case.waitsUntilMs ?? 0)
      : undefined;
  return {
    consequence,
    inDoubt: action?.state === 'unknown',
    ...(leavesAt === undefined ? {} : { leavesAt }),
    today: localDayAndMinute(now, timeZone).day,
    timeZone,
  };
}
