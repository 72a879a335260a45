/** Rows of connections to providers of letters. */
import { randomBytes } from 'node:crypto';
import type { LetterConnectionSettings } from '../../../domain/model/letter-connection.ts';
import type { LetterKind, LetterProviderName } from '../../../domain/vocabulary/letters.ts';
import type { Db } from '../../client.ts';

export interface LetterConnectionFields {
  enabled: boolean;
  kinds: LetterKind[];
  settings: LetterConnectionSettings;
}

export async function saveLetterConnection(
  tx: Db,
  of: { entityId: string; provider: LetterProviderName },
  fields: LetterConnectionFields,
): Promise<void> {
  const key = { legalEntityId: of.entityId, provider: of.provider };
  await tx.letterConnection.upsert({
    where: { legalEntityId_provider: key },
    create: { ...key, ...fields, hookKey: randomBytes(24).toString('base64url') },
    update: fields,
    select: { id: true },
  });
}

/** The provider tells news there from now on. */
export async function noteHook(db: Db, id: string, hookUrl: string): Promise<void> {
  await db.letterConnection.updateMany({ where: { id }, data: { hookUrl } });
}

/** Answers whether it falls to the caller: nobody has looked through the drafts of the provider since `lastBefore`. */
export async function takeSweep(
  db: Db,
  provider: LetterProviderName,
  { now, lastBefore }: { now: Date; lastBefore: Date },
): Promise<boolean> {
  const { count } = await db.letterConnection.updateMany({
    where: { provider, OR: [{ sweptAt: null }, { sweptAt: { lt: lastBefore } }] },
    data: { sweptAt: now },
  });
  return count > 0;
}
