/** Dry runs: something is really done in a transaction, the case is asked what follows, and all of it is rolled back. */
import type { ActResult, FactScope } from '../../application/act.ts';
import pLimit from 'p-limit';
import {
  dryRunCommand,
  readForecast,
  forecastsWith,
  type ConsequenceForecast,
  type Imagine,
} from '../../application/case/forecast.ts';
import { RefusedError } from '../../domain/errors.ts';
import type { Db } from '../../prisma/client.ts';
import { inTransaction } from '../../prisma/transaction.ts';
import type { AppDeps, EntityScope, SignedIn } from '../context.ts';
import { sentBy, type CommandOf } from './commands.ts';
import { writeWithin } from './facts.ts';

export interface DryRunTarget {
  entity: EntityScope;
  user: SignedIn;
  customerId: string;
}

/** What a click would do: a fact that is written, or a command that the case carries out. */
export type Intended =
  | { kind: 'fact'; write: (scope: FactScope) => Promise<Pick<ActResult<unknown>, 'events'>> }
  | { kind: 'command'; command: CommandOf }
  /** A part of an act on many customers. */
  | { kind: 'act'; carryOut: (tx: Db, customerId: string) => Promise<void> }
  /** Nothing is clicked: what follows as it stands. */
  | { kind: 'nothing' };

class RolledBack<T> extends Error {
  readonly found: T;

  constructor(found: T) {
    super('rolled back on purpose');
    this.found = found;
  }
}

/**
 * What would follow; null where no scenario would follow the customer.
 *
 * @throws RefusedError with what the click would be refused with
 */
export async function dryRun(
  deps: AppDeps,
  target: DryRunTarget,
  intended: Intended,
): Promise<ConsequenceForecast | null> {
  return rolledBack(deps, async (tx) => {
    await carryOut(tx, deps, target, intended);
    return readForecast(tx, target.customerId, deps.now().getTime());
  });
}

/** What follows as it stands, and as it would stand. */
export async function dryRunWith(
  deps: AppDeps,
  { customerId }: DryRunTarget,
  imagine: Imagine,
): Promise<{ before: ConsequenceForecast | null; after: ConsequenceForecast | null }> {
  return rolledBack(deps, (tx) => forecastsWith(tx, customerId, deps.now().getTime(), imagine));
}

/** To ask is no fault: what the click would be refused with is part of the answer. */
export async function orRefusal<T>(work: () => Promise<T>): Promise<T | RefusedError> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof RefusedError) return error;
    throw error;
  }
}

/** Of everybody together: each holds a connection, and most of the ten of a process are left for all else. */
const dryRunsAtOnce = pLimit(4);

/** What `work` answers; whatever it did is rolled back. `timeoutMs` where that is much. */
export async function rolledBack<T>(
  { db }: Pick<AppDeps, 'db'>,
  work: (tx: Db) => Promise<T>,
  timeoutMs?: number,
): Promise<T> {
  try {
    const undone = async (tx: Db) => {
      throw new RolledBack(await work(tx));
    };
    await dryRunsAtOnce(() =>
      timeoutMs === undefined ? inTransaction(db, undone) : db.$transaction(undone, { timeout: timeoutMs }),
    );
  } catch (error) {
    if (error instanceof RolledBack) return error.found as T;
    throw error;
  }
  throw new Error('a dry run was committed');
}

async function carryOut(tx: Db, deps: AppDeps, target: DryRunTarget, intended: Intended): Promise<void> {
  const { customerId, user } = target;
  const at = deps.now();
  switch (intended.kind) {
    case 'nothing':
      return;
    case 'act':
      return intended.carryOut(tx, customerId);
    case 'fact':
      await writeWithin(tx, deps, target, async (scope) => ({
        answer: null,
        events: (await intended.write(scope)).events,
      }));
      return;
    case 'command': {
      const command = sentBy(user, intended.command);
      const answer = await dryRunCommand(tx, customerId, at.getTime(), command);
      if (!answer.ok) throw new RefusedError(answer.code, answer.params);
    }
  }
}
