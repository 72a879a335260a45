/**
 * What people were answered, kept with what it changed: when the commit arrives but its answer is lost, the command
 * is carried out again by its caller and must find that it is done.
 */
import { createHash } from 'node:crypto';
import { Prisma, type Db } from '../client.ts';

interface CommandOfCase {
  customerId: string;
  /** The client's key of the click. */
  key: string;
}

/** The stored answer; null where the command has not been carried out. Ask under the lock of the case. */
export async function commandAnswer(db: Db, command: CommandOfCase): Promise<Prisma.JsonValue | null> {
  const found = await db.idempotentRequest.findUnique({ where: { key: keyOf(command) } });
  return found?.body ?? null;
}

/** The same click twice at the same moment: the second waits until the first has stored its answer. */
export async function lockCommand(db: Db, command: CommandOfCase): Promise<void> {
  await db.$executeRaw(Prisma.sql`SELECT pg_advisory_xact_lock(hashtextextended(${keyOf(command)}, 0))`);
}

/** In the transaction of what the command changed. */
export async function storeCommandAnswer(
  db: Db,
  command: CommandOfCase,
  answer: Prisma.InputJsonObject,
): Promise<void> {
  const requestHash = createHash('sha256').update(keyOf(command)).digest('hex');
  await db.idempotentRequest.create({
    data: { key: keyOf(command), requestHash, status: 200, body: answer },
  });
}

function keyOf({ customerId, key }: CommandOfCase): string {
  return `command/${customerId}/${key}`;
}
