/** By whom companies send letters. */
import {
  letterConnectionSettings,
  type LetterConnectionSettings,
} from '../../../domain/model/letter-connection.ts';
import type { LetterKind, LetterProviderName } from '../../../domain/vocabulary/letters.ts';
import { Prisma, type Db } from '../../client.ts';

export interface StoredLetterConnection {
  id: string;
  legalEntityId: string;
  provider: LetterProviderName;
  enabled: boolean;
  kinds: LetterKind[];
  settings: LetterConnectionSettings;
  hookKey: string;
  hookUrl: string | null;
}

const select = {
  id: true,
  legalEntityId: true,
  provider: true,
  enabled: true,
  kinds: true,
  settings: true,
  hookKey: true,
  hookUrl: true,
} satisfies Prisma.LetterConnectionSelect;

type Row = Prisma.LetterConnectionGetPayload<{ select: typeof select }>;

function connectionOf({ settings, ...row }: Row): StoredLetterConnection {
  return { ...row, settings: letterConnectionSettings.parse(settings) };
}

export async function listLetterConnections(db: Db, entityId: string): Promise<StoredLetterConnection[]> {
  const rows = await db.letterConnection.findMany({
    where: { legalEntityId: entityId },
    orderBy: { provider: 'asc' },
    select,
  });
  return rows.map(connectionOf);
}

/** The one that carries letters of this kind; null: none does. */
export async function connectionFor(
  db: Db,
  { entityId, kind }: { entityId: string; kind: LetterKind },
): Promise<StoredLetterConnection | null> {
  const row = await db.letterConnection.findFirst({
    where: { legalEntityId: entityId, enabled: true, kinds: { has: kind } },
    orderBy: { provider: 'asc' },
    select,
  });
  return row === null ? null : connectionOf(row);
}

export async function letterConnection(db: Db, id: string): Promise<StoredLetterConnection | null> {
  const row = await db.letterConnection.findUnique({ where: { id }, select });
  return row === null ? null : connectionOf(row);
}

export async function connectionOfHook(db: Db, hookKey: string): Promise<StoredLetterConnection | null> {
  const row = await db.letterConnection.findUnique({ where: { hookKey }, select });
  return row === null ? null : connectionOf(row);
}

/** Kinds that some provider of entity `e` carries, as JSON of the database. */
export const coveredKindsJson = Prisma.sql`(
  SELECT coalesce(json_agg(DISTINCT k.kind), '[]')
  FROM "LetterConnection" lc, unnest(lc."kinds") AS k(kind)
  WHERE lc."legalEntityId" = e."id" AND lc."enabled")`;
