/**
 * What people were answered, kept with what it changed: when the commit arrives but its answer is lost, the command
 * is carried out again by its caller and must find that it is done.
 */
import { refuse, type Outcome } from '../../domain/errors.ts';
import { Prisma, type Db } from '../client.ts';
import { contentHash } from '../hashes.ts';

interface CommandOfCase {
  customerId: string;
  /** The client's key of the click. */
  key: string;
  /** Everything that says what is asked, and by whom: plain JSON. Only its hash is kept. */
  content: unknown;
}

/**
 * The stored answer; null where the command has not been carried out. Ask under the lock of the case.
 * Refuses `idempotency_conflict` where something else was asked under the key.
 */
export async function commandAnswer(
  db: Db,
  command: CommandOfCase,
): Promise<Outcome<Prisma.JsonValue | null>> {
  const found = await db.idempotentRequest.findUnique({ where: { key: keyOf(command) } });
  if (found === null) return { ok: true, value: null };
  const isSame = found.requestHash === contentHash(command.content);
  return isSame ? { ok: true, value: found.body } : refuse('idempotency_conflict');
}

/** The same click twice at the same moment: the second waits until the first has stored its answer. */
export async function lockCommand(db: Db, command: Omit<CommandOfCase, 'content'>): Promise<void> {
  await db.$executeRaw(Prisma.sql`SELECT pg_advisory_xact_lock(hashtextextended(${keyOf(command)}, 0))`);
}

/** In the transaction of what the command changed. */
export async function storeCommandAnswer(
  db: Db,
  command: CommandOfCase,
  answer: Prisma.InputJsonObject,
): Promise<void> {
  await db.idempotentRequest.create({
    data: { key: keyOf(command), requestHash: contentHash(command.content), status: 200, body: answer },
  });
}

/** What a command to a case asks, and who: not its key, the name beside the id, and the time to take it back. */
export function contentOfCaseCommand(command: {
  key: string;
  by: { userId: string; name: string };
  undoMs?: number | undefined;
}): unknown {
  const { key: _key, undoMs: _undoMs, by, ...asked } = command;
  return { ...asked, by: by.userId };
}

function keyOf({ customerId, key }: Omit<CommandOfCase, 'content'>): string {
  return `command/${customerId}/${key}`;
}
