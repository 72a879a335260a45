/**
 * What would follow if a person clicked: the command itself and the engine on what it leaves, inside a transaction
 * that its caller rolls back. So the sentence beside a button is made by the code behind the button.
 */
import { instantOf, localDayAndMinute } from '../../domain/calendar/zoned-time.ts';
import { consequenceOf, type Consequence } from '../../domain/dunning/consequence.ts';
import { decide } from '../../domain/dunning/decide.ts';
import { refuse } from '../../domain/errors.ts';
import type { IsoDate } from '../../domain/model/common.ts';
import type { DecisionInput } from '../../domain/model/decision.ts';
import type { Db } from '../../prisma/client.ts';
import type { StoredAction } from '../../prisma/queries/actions/read.ts';
import type { StoredPosition } from '../../prisma/queries/position/read.ts';
import { awaitingOf } from './awaiting-action.ts';
import { carryOut, writesOf } from './carry-out.ts';
import type { CaseCommand, CommandAnswer } from './command.ts';
import { actionKeyOf, contentOf, decideOn, lockedCase } from './decide.ts';
import { decisionInput } from './decision-input.ts';
import { waitsForPerson } from './evaluate.ts';
import { writeCase } from './record-outcome.ts';

export interface ConsequenceForecast {
  consequence: Consequence;
  /** It is not known whether the last message arrived: the case does nothing before that is settled. */
  inDoubt: boolean;
  /** What stands open in the agenda, and whether it stays there; absent: nothing does. */
  open?: OpenForecast;
  /** When a message leaves, ms since the epoch; absent where none does. */
  leavesAt?: number;
  /** The day in the customer's zone, and its zone. */
  today: string;
  timeZone: string;
}

export interface OpenForecast {
  stepKey: string;
  stepName: string;
  /** It waits for a person; it leaves by itself, or because one confirmed it; it is being sent, or may have arrived. */
  is: 'waiting' | 'leaving' | 'under_way';
  /** False: it is taken back, and proposed anew where its step is still due. */
  stays: boolean;
}

/** Carries the command out. To be rolled back by the caller. */
export async function dryRunCommand(
  tx: Db,
  customerId: string,
  now: number,
  command: CaseCommand,
): Promise<CommandAnswer> {
  const actionId = 'actionId' in command ? { actionId: command.actionId } : {};
  const read = await lockedCase(tx, customerId, now, actionId);
  if (!read) return refuse('not_found');
  const decided = decideOn(read, now);
  const done = await carryOut(tx, decided, read.asked, command);
  if (!done.ok) return done;
  await writeCase(tx, decided.position, writesOf(decided, done));
  return done.answer;
}

/** What follows from the facts as they stand in this transaction; null where nothing is followed. */
export async function readForecast(
  tx: Db,
  customerId: string,
  now: number,
): Promise<ConsequenceForecast | null> {
  return (await readForecasts(tx, customerId, now))[0];
}

/**
 * The same of the facts as they stand, and as they would stand: for a switch of the whole company, which written
 * would hold up everybody.
 *
 * @param imagine changes what was read
 */
export async function forecastsWith(
  tx: Db,
  customerId: string,
  now: number,
  imagine: Imagine,
): Promise<{ before: ConsequenceForecast | null; after: ConsequenceForecast | null }> {
  const [before, after] = await readForecasts(tx, customerId, now, imagine);
  return { before, after };
}

export type Imagine = (position: StoredPosition) => StoredPosition;

async function readForecasts(
  tx: Db,
  customerId: string,
  now: number,
  imagine: Imagine = (position) => position,
): Promise<[ConsequenceForecast | null, ConsequenceForecast | null]> {
  const read = await lockedCase(tx, customerId, now);
  if (!read) return [null, null];
  const { position, action } = read;
  const from = (one: StoredPosition) => forecastFrom(one, action, now);
  return [from(position), from(imagine(position))];
}

function forecastFrom(
  position: StoredPosition,
  action: StoredAction | null,
  now: number,
): ConsequenceForecast {
  const { timeZone } = position.customer;
  const input = decisionInput(position, now, awaitingOf(action, position.case.scenarioRun));
  const consequence = askingAsTheMessage(consequenceOf(input), { position, action, today: input.today });
  const { kind, on, minute } = consequence;
  const leavesAt =
    kind === 'leaves' && on !== undefined && minute !== undefined
      ? Math.max(now, instantOf(on, minute, timeZone), position.case.waitsUntilMs ?? 0)
      : undefined;
  return {
    consequence,
    inDoubt: action?.state === 'unknown',
    ...(action && { open: openForecast(position, action, input) }),
    ...(leavesAt === undefined ? {} : { leavesAt }),
    today: localDayAndMinute(now, timeZone).day,
    timeZone,
  };
}

/** The sum that the message will say, late charges included. */
function askingAsTheMessage(
  consequence: Consequence,
  { position, action, today }: { position: StoredPosition; action: StoredAction | null; today: IsoDate },
): Consequence {
  const { due, on } = consequence;
  if (due === undefined) return consequence;
  const day = action?.actionKey === actionKeyOf(position, due) ? action.dueOn : (on ?? today);
  const { totals } = contentOf(position, due, day);
  return { ...consequence, due: { ...due, totals } };
}

function openForecast(position: StoredPosition, action: StoredAction, input: DecisionInput): OpenForecast {
  const { stepKey, stepName, state, actionKey } = action;
  if (state === 'sending' || state === 'unknown') return { stepKey, stepName, is: 'under_way', stays: true };
  const { due } = decide(input);
  const stays = due !== undefined && actionKeyOf(position, due) === actionKey;
  return { stepKey, stepName, is: waitsForPerson(action) ? 'waiting' : 'leaving', stays };
}
