/** Letters by a provider: as the hand-over and their follow-up read them, and as people do. */
import type { MessageOutcomeState } from './message-state.ts';
import type {
  LetterBlock,
  LetterKind,
  LetterProviderName,
  LetterState,
} from '../../../domain/vocabulary/letters.ts';
import { isWithUs, mayBeStopped } from '../../../domain/letter/course.ts';
import { Prisma, type Db } from '../../client.ts';
import { readTrouble, type StoredTrouble } from './trouble.ts';

const select = {
  id: true,
  legalEntityId: true,
  customerId: true,
  actionId: true,
  connectionId: true,
  reference: true,
  kind: true,
  provider: true,
  state: true,
  job: true,
  recallUntil: true,
  block: true,
  providerRef: true,
  preparedSha256: true,
  pdfSha256: true,
  pages: true,
  costMinor: true,
  currency: true,
  trackingNumber: true,
  unknownCode: true,
  failure: true,
  submittedAt: true,
  lastAskedAt: true,
  endedAt: true,
  reportedState: true,
  stop: true,
  codesAskedAt: true,
  codeTries: true,
  codeTriedAt: true,
  createdAt: true,
} satisfies Prisma.LetterSelect;

export type StoredLetter = Prisma.LetterGetPayload<{ select: typeof select }>;

export async function letterByReference(db: Db, reference: string): Promise<StoredLetter | null> {
  return db.letter.findUnique({ where: { reference }, select });
}

export async function letterById(db: Db, id: string): Promise<StoredLetter | null> {
  return db.letter.findUnique({ where: { id }, select });
}

/** Letters of an action that are still with us. */
export async function queuedLettersOf(db: Db, actionId: string): Promise<{ id: string }[]> {
  return db.letter.findMany({
    where: { actionId, state: { in: ['queued', 'awaiting_code'] } },
    select: { id: true },
  });
}

/** Letters of a customer that were handed over and that nobody has wanted to stop; whether one can be, its rule says. */
export async function stoppableLettersOf(db: Db, customerId: string): Promise<{ id: string }[]> {
  const rows = await db.letter.findMany({
    where: { customerId, stop: null, state: { in: ['submitted', 'accepted'] } },
    select: { id: true, provider: true, state: true, stop: true },
  });
  return rows.filter(mayBeStopped);
}

/** The message that the letter is, with the state of its action; null: it was never frozen. */
export async function messageOfLetter(db: Db, reference: string): Promise<MessageOutcomeState | null> {
  const row = await db.outboundMessage.findUnique({
    where: { reference },
    select: {
      id: true,
      state: true,
      heldUntil: true,
      retryAt: true,
      frozenSha256: true,
      frozenAt: true,
      action: { select: { state: true, outcome: true } },
      attempts: { orderBy: { attempt: 'desc' }, take: 1, select: { gatePassedAt: true, response: true } },
    },
  });
  if (row === null) return null;
  const { action, attempts, ...message } = row;
  const [last] = attempts;
  return {
    ...message,
    actionState: action?.state ?? 'cancelled',
    actionOutcome: (action?.outcome as { code?: string } | null)?.code ?? null,
    leftAt: last?.gatePassedAt ?? null,
    response: last?.response ?? null,
  };
}

/** When something was last reported of it that was new. */
export async function lastNewsAt(db: Db, letterId: string): Promise<Date | null> {
  const { _max: newest } = await db.letterEvent.aggregate({ where: { letterId }, _max: { seenAt: true } });
  return newest.seenAt;
}

export async function knownProofs(db: Db, letterId: string): Promise<string[]> {
  const rows = await db.letterProof.findMany({ where: { letterId }, select: { providerId: true } });
  return rows.map(({ providerId }) => providerId);
}

/** By what a notification says of it: the provider's name for it, or ours. Null: it is none of this connection. */
export async function letterOfHint(
  db: Db,
  connectionId: string,
  { ref, reference }: { ref: string | null; reference: string | null },
): Promise<{ id: string } | null> {
  const said = [
    ...(ref === null ? [] : [{ providerRef: ref }]),
    ...(reference === null ? [] : [{ reference }]),
  ];
  if (said.length === 0) return null;
  return db.letter.findFirst({ where: { connectionId, OR: said }, select: { id: true } });
}

// ---------------------------------------------------------------- for people

/** A letter as lists show it. */
export interface LetterRow {
  id: string;
  actionId: string;
  messageId: string | null;
  kind: LetterKind;
  provider: LetterProviderName;
  state: LetterState;
  block: LetterBlock | null;
  /** Handed over, and nobody knows whether it was taken. */
  inDoubt: boolean;
  recallUntil: Date;
  submittedAt: Date | null;
  endedAt: Date | null;
  createdAt: Date;
  lastAt: Date | null;
  proofs: number;
}

/** Of letter `l`: nothing of it was handed over. */
const withUs = Prisma.sql`l."state" IN ('queued', 'awaiting_code')`;

/**
 * Of letter `l`, its message `m` and its action `a`: one whose message was taken back is told as cancelled before its
 * own follow-up says so.
 */
export const shownState = Prisma.sql`
  CASE WHEN ${withUs} AND m."state" = 'cancelled' AND a."state" IN ('proposed', 'failed', 'cancelled', 'skipped', 'done')
      AND coalesce(a."outcome" ->> 'code', '') NOT IN ('outside_window', 'holiday')
    THEN 'cancelled' ELSE l."state"::text END`;

/** Of letter `l` and its message `m`. */
const isInDoubt = Prisma.sql`
  (${withUs} AND m."state" IS NOT NULL AND m."state" IN ('gate_passed', 'in_doubt'))`;

/** Where the letters of these actions are now; of several of one action, the newest. */
export async function lettersOfActions(
  db: Db,
  { entityId, actionIds }: { entityId: string; actionIds: readonly string[] },
): Promise<{ actionId: string; id: string; state: LetterState }[]> {
  if (actionIds.length === 0) return [];
  return db.$queryRaw(Prisma.sql`
    SELECT DISTINCT ON (l."actionId") l."actionId", l."id", ${shownState} AS "state"
    FROM "Letter" l JOIN "AgendaAction" a ON a."id" = l."actionId"
    LEFT JOIN "OutboundMessage" m ON m."reference" = l."reference"
    WHERE l."legalEntityId" = ${entityId}::uuid AND l."actionId" = ANY(${[...actionIds]}::uuid[])
    ORDER BY l."actionId", l."createdAt" DESC`);
}

/** What people are told of the letter that a message is. */
export async function letterOfMessage(
  db: Db,
  reference: string,
): Promise<{ id: string; kind: LetterKind; state: LetterState } | null> {
  const [row] = await db.$queryRaw<{ id: string; kind: LetterKind; state: LetterState }[]>(Prisma.sql`
    SELECT l."id", l."kind"::text, ${shownState} AS "state"
    FROM "Letter" l JOIN "AgendaAction" a ON a."id" = l."actionId"
    JOIN "OutboundMessage" m ON m."reference" = l."reference"
    WHERE l."reference" = ${reference}`);
  return row ?? null;
}

/** Newest first. */
export async function listLetters(
  db: Db,
  { entityId, customerId, limit }: { entityId: string; customerId: string; limit: number },
): Promise<LetterRow[]> {
  return db.$queryRaw<LetterRow[]>(Prisma.sql`
    SELECT l."id", l."actionId", m."id" AS "messageId", l."kind"::text, l."provider"::text,
      ${shownState} AS "state",
      l."block"::text, ${isInDoubt} AS "inDoubt",
      l."recallUntil", l."submittedAt", l."endedAt", l."createdAt",
      (SELECT max(coalesce(v."providerAt", v."seenAt")) FROM "LetterEvent" v WHERE v."letterId" = l."id") AS "lastAt",
      (SELECT count(*)::int FROM "LetterProof" p WHERE p."letterId" = l."id") AS "proofs"
    FROM "Letter" l
    JOIN "AgendaAction" a ON a."id" = l."actionId"
    LEFT JOIN "OutboundMessage" m ON m."reference" = l."reference"
    WHERE l."legalEntityId" = ${entityId}::uuid AND l."customerId" = ${customerId}::uuid
    ORDER BY l."createdAt" DESC, l."id" DESC LIMIT ${limit}`);
}

const details = {
  ...select,
  customer: { select: { id: true, number: true, name: true } },
  events: { orderBy: [{ seenAt: 'asc' }, { providerAt: 'asc' }, { id: 'asc' }] },
  proofs: {
    orderBy: [{ providerAt: 'asc' }, { fetchedAt: 'asc' }],
    select: { id: true, type: true, providerAt: true, fetchedAt: true, sha256: true, contentType: true },
  },
} satisfies Prisma.LetterSelect;

type LetterDetails = Prisma.LetterGetPayload<{ select: typeof details }>;

export async function readLetter(
  db: Db,
  { entityId, letterId }: { entityId: string; letterId: string },
): Promise<
  (LetterDetails & { messageId: string | null; inDoubt: boolean; trouble: StoredTrouble | null }) | null
> {
  const found = await db.letter.findFirst({
    where: { id: letterId, legalEntityId: entityId },
    select: details,
  });
  if (found === null) return null;
  const [shown] = await db.$queryRaw<{ messageId: string | null; inDoubt: boolean; state: LetterState }[]>(
    Prisma.sql`
      SELECT m."id" AS "messageId", ${isInDoubt} AS "inDoubt", ${shownState} AS "state"
      FROM "Letter" l JOIN "AgendaAction" a ON a."id" = l."actionId"
      LEFT JOIN "OutboundMessage" m ON m."reference" = l."reference"
      WHERE l."id" = ${letterId}::uuid`,
  );
  const trouble = isWithUs(found.state) ? await readTrouble(db, found.reference) : null;
  return { ...found, ...shown!, trouble };
}

export async function readProof(
  db: Db,
  { entityId, letterId, proofId }: { entityId: string; letterId: string; proofId: string },
): Promise<{ type: string; bytes: Uint8Array; contentType: string; sha256: string } | null> {
  return db.letterProof.findFirst({
    where: { id: proofId, letterId, letter: { legalEntityId: entityId } },
    select: { type: true, bytes: true, contentType: true, sha256: true },
  });
}
