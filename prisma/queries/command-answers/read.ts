/**
 * What people were answered, kept with what it changed: when the commit arrives but its answer is lost, the command
 * is sent again by its caller and must find that it is done.
 */
import { refuse, type Outcome } from '../../../domain/errors.ts';
import { prepared, Prisma, type Db } from '../../client.ts';
import { contentHash } from '../../hashes.ts';

export interface AskedCommand {
  /** Id of what the command belongs to: the same key elsewhere is another command. */
  scope: string;
  /** The client's key of the click. */
  key: string;
  /** Everything that says what is asked, and by whom: plain JSON. Only its hash is kept. */
  content: unknown;
}

/** As it is stored: with the hash of what was asked. */
export interface KeptAnswer {
  requestHash: string;
  body: Prisma.JsonValue;
}

/**
 * The stored answer; null where the command has not been carried out. Ask under a lock that its repetition takes too.
 * Refuses `idempotency_conflict` where something else was asked under the key.
 */
export async function commandAnswer(
  db: Db,
  command: AskedCommand,
): Promise<Outcome<Prisma.JsonValue | null>> {
  const [kept] = await db.$queryRaw<KeptAnswer[]>(Prisma.sql`${prepared}
    SELECT "requestHash", "body" FROM "IdempotentRequest" WHERE "key" = ${keyOf(command)}`);
  return answerFrom(kept ?? null, command);
}

/** The same on what was read already. */
export function answerFrom(
  kept: KeptAnswer | null,
  { content }: Pick<AskedCommand, 'content'>,
): Outcome<Prisma.JsonValue | null> {
  if (kept === null) return { ok: true, value: null };
  return kept.requestHash === contentHash(content)
    ? { ok: true, value: kept.body }
    : refuse('idempotency_conflict');
}

/** Under which an answer is kept. */
export function keyOf({ scope, key }: Omit<AskedCommand, 'content'>): string {
  return `command/${scope}/${key}`;
}
