/** By whom companies send letters. */
import { z } from 'zod';
import {
  letterConnectionSettings,
  type LetterConnectionSettings,
} from '../../../domain/model/letter-connection.ts';
import { letterKinds, type LetterKind, type LetterProviderName } from '../../../domain/vocabulary/letters.ts';
import { Prisma, type Db } from '../../client.ts';
import { connectionTest } from '../connections/read.ts';

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

export async function letterConnectionOf(
  db: Db,
  { entityId, provider }: { entityId: string; provider: LetterProviderName },
): Promise<StoredLetterConnection | null> {
  const row = await db.letterConnection.findUnique({
    where: { legalEntityId_provider: { legalEntityId: entityId, provider } },
    select,
  });
  return row === null ? null : connectionOf(row);
}

/** Those that carry letters of this kind; empty: none does. */
export async function connectionsFor(
  db: Db,
  { entityId, kind }: { entityId: string; kind: LetterKind },
): Promise<StoredLetterConnection[]> {
  const rows = await db.letterConnection.findMany({
    where: { legalEntityId: entityId, enabled: true, kinds: { has: kind } },
    orderBy: { provider: 'asc' },
    select,
  });
  return rows.map(connectionOf);
}

/** Kinds of letters that some provider of the entity carries; empty: everything is posted by hand. */
export async function carriedLetterKinds(db: Db, entityId: string): Promise<LetterKind[]> {
  const rows = await db.letterConnection.findMany({
    where: { legalEntityId: entityId, enabled: true },
    select: { kinds: true },
  });
  return letterKinds.filter((kind) => rows.some(({ kinds }) => kinds.includes(kind)));
}

export async function letterConnection(db: Db, id: string): Promise<StoredLetterConnection | null> {
  const row = await db.letterConnection.findUnique({ where: { id }, select });
  return row === null ? null : connectionOf(row);
}

export async function connectionOfHook(db: Db, hookKey: string): Promise<StoredLetterConnection | null> {
  const row = await db.letterConnection.findUnique({ where: { hookKey }, select });
  return row === null ? null : connectionOf(row);
}

/** What a trial found. */
export const letterTest = connectionTest.extend({ kinds: z.array(z.enum(letterKinds)) });
export type LetterTest = z.infer<typeof letterTest>;

/** Kinds that some provider of entity `e` carries, as JSON of the database. */
export const coveredKindsJson = Prisma.sql`(
  SELECT coalesce(json_agg(DISTINCT k.kind), '[]')
  FROM "LetterConnection" lc, unnest(lc."kinds") AS k(kind)
  WHERE lc."legalEntityId" = e."id" AND lc."enabled")`;
