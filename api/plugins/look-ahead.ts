/** Looking ahead: something is really done in a transaction, what follows is asked, and all of it is rolled back. */
import { foreseeCommand, foreseen, type Foreseen } from '../../activities/case/foresee.ts';
import { RefusedError } from '../../domain/errors.ts';
import type { Db } from '../../prisma/client.ts';
import { inTransaction } from '../../prisma/queries/transaction.ts';
import type { CaseCommand } from '../../workflows/messages.ts';
import type { AppDeps, EntityScope, SignedIn } from '../context.ts';
import { codeOf, type CommandOf } from './commands.ts';
import { writeWithin, type FactScope, type Told } from './facts.ts';

export interface Looker {
  entity: EntityScope;
  user: SignedIn;
  customerId: string;
}

/** What a click would do: a fact that is written, or a command that the case carries out. */
export type Intended =
  | { kind: 'fact'; write: (scope: FactScope) => Promise<{ told: Told | Told[] | null }> }
  | { kind: 'command'; command: CommandOf }
  /** Nothing is clicked: what follows as it stands. */
  | { kind: 'nothing' };

class RolledBack extends Error {
  readonly foreseen: Foreseen | null;

  constructor(found: Foreseen | null) {
    super('rolled back on purpose');
    this.foreseen = found;
  }
}

/**
 * What would follow; null where no scenario would follow the customer.
 *
 * @throws RefusedError with what the click would be refused with
 */
export async function lookAhead(deps: AppDeps, looker: Looker, intended: Intended): Promise<Foreseen | null> {
  try {
    await inTransaction(deps.db, async (tx) => {
      await carryOut(tx, deps, looker, intended);
      throw new RolledBack(await foreseen(tx, looker.customerId, deps.now().getTime()));
    });
  } catch (error) {
    if (error instanceof RolledBack) return error.foreseen;
    throw error;
  }
  throw new Error('a look ahead was committed');
}

async function carryOut(tx: Db, deps: AppDeps, looker: Looker, intended: Intended): Promise<void> {
  const { customerId, user } = looker;
  const at = deps.now();
  switch (intended.kind) {
    case 'nothing':
      return;
    case 'fact':
      await writeWithin(tx, deps, { ...looker, at }, async (scope) => ({
        answer: null,
        told: (await intended.write(scope)).told,
      }));
      return;
    case 'command': {
      const by = { userId: user.userId, name: user.name };
      const answer = await foreseeCommand(tx, customerId, at.getTime(), {
        ...intended.command,
        by,
      } as CaseCommand);
      if (!answer.ok) throw new RefusedError(codeOf(answer.code), answer.params);
    }
  }
}
