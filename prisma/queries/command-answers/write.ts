/** What people were answered, written with what it changed. */
import { Prisma, type Db } from '../../client.ts';
import { contentHash } from '../../hashes.ts';
import { json, type Write } from '../../statement.ts';
import { type AskedCommand, keyOf } from './read.ts';

/** The same click twice at the same moment: the second waits until the first has stored its answer. */
export async function lockCommand(db: Db, command: Omit<AskedCommand, 'content'>): Promise<void> {
  await db.$executeRaw(Prisma.sql`SELECT pg_advisory_xact_lock(hashtextextended(${keyOf(command)}, 0))`);
}

/** In the transaction of what the command changed. */
export function commandAnswerWrite(command: AskedCommand, answer: Prisma.InputJsonObject): Write {
  return {
    as: 'answered',
    sql: Prisma.sql`
      INSERT INTO "IdempotentRequest" ("key", "requestHash", "status", "body", "createdAt")
      VALUES (${keyOf(command)}, ${contentHash(command.content)}, 200, ${json(answer)}, (now() AT TIME ZONE 'UTC'))`,
  };
}
