/** Rows of letters by a provider. */
import { randomUUID } from 'node:crypto';
import type {
  LetterBlock,
  LetterKind,
  LetterProofType,
  LetterProviderName,
  LetterState,
  LetterStop,
} from '../../../domain/vocabulary/letters.ts';
import { isWithUs, neverLeft } from '../../../domain/letter/course.ts';
import { Prisma, type Db } from '../../client.ts';
import type { StoredLetter } from './read.ts';

export interface QueuedLetter {
  reference: string;
  legalEntityId: string;
  customerId: string;
  actionId: string;
  connectionId: string;
  kind: LetterKind;
  provider: LetterProviderName;
  /** Where it stands as long as it is with us. */
  state: LetterState;
  job: Prisma.InputJsonObject;
  pages: number;
  costMinor: number | null;
  currency: string;
}

/** Nobody queues another letter of the connection until the end of the transaction: the cap is counted on it. */
export async function lockLetterConnection(tx: Db, connectionId: string): Promise<void> {
  await tx.$queryRaw(
    Prisma.sql`SELECT 1 FROM "LetterConnection" WHERE "id" = ${connectionId}::uuid FOR NO KEY UPDATE`,
  );
}

/** What the letters of a connection since a moment cost, without those that never left and `except`. */
export async function costSince(
  tx: Db,
  { connectionId, since, except }: { connectionId: string; since: Date; except: string },
): Promise<number> {
  const [row] = await tx.$queryRaw<{ sum: bigint }[]>(Prisma.sql`
    SELECT coalesce(sum("costMinor"), 0)::bigint AS "sum" FROM "Letter"
    WHERE "connectionId" = ${connectionId}::uuid AND "createdAt" >= ${since} AND "reference" <> ${except}
      AND "state" NOT IN ('cancelled', 'rejected', 'failed')`);
  return Number(row?.sum ?? 0n);
}

/** Written down as being with us; again before it is handed over, with what it says now. */
export async function putLetter(
  tx: Db,
  letter: QueuedLetter,
  { recallUntil, afresh, keepsDraft }: { recallUntil: Date; afresh: boolean; keepsDraft: boolean },
): Promise<{ id: string }> {
  const { reference, state, ...fields } = letter;
  // A draft of before that was never submitted is used again, or thrown away by whoever replaces it.
  const draft = keepsDraft ? {} : { providerRef: null, preparedSha256: null };
  const anew = { ...draft, pdfSha256: null, submittedAt: null, endedAt: null };
  const noCodes = { codesAskedAt: [], codeTries: 0, codeTriedAt: null };
  const reset = {
    ...noCodes,
    stop: null,
    block: null,
    reportedState: null,
    failure: Prisma.DbNull,
    unknownCode: null,
  };
  return tx.letter.upsert({
    where: { reference },
    create: { id: randomUUID(), reference, state, ...fields, recallUntil },
    update: { ...fields, ...(afresh ? { ...anew, ...reset, state, recallUntil } : {}) },
    select: { id: true },
  });
}

interface Prepared {
  providerRef: string | null;
  preparedSha256: string | null;
}

/**
 * The provider has a name for it; before anything else is done with it. False: it is not as it was read any more, and
 * nothing is written.
 */
export async function notePrepared(
  db: Db,
  reference: string,
  { from, to }: { from: Prepared; to: Prepared },
): Promise<boolean> {
  const { count } = await db.letter.updateMany({ where: { reference, ...from }, data: to });
  return count === 1;
}

export interface NewLetterEvent {
  code: string;
  text: string;
  state: LetterState | null;
  providerAt: Date | null;
  seenAt: Date;
}

/** Those that are new; answers how many were. */
export async function addLetterEvents(tx: Db, letterId: string, events: NewLetterEvent[]): Promise<number> {
  if (events.length === 0) return 0;
  const { count } = await tx.letterEvent.createMany({
    data: events.map((event) => ({
      ...event,
      letterId,
      key: `${event.code}/${event.providerAt?.toISOString() ?? ''}`,
    })),
    skipDuplicates: true,
  });
  return count;
}

/** What a person says of it: each note is an event of its own. */
export async function addNote(
  tx: Db,
  letterId: string,
  note: NewLetterEvent & { userId: string },
): Promise<void> {
  await tx.letterEvent.create({ data: { ...note, letterId, key: randomUUID() }, select: { id: true } });
}

interface PostedLetter {
  id: string;
  legalEntityId: string;
  customerId: string;
  actionId: string;
  kind: LetterKind;
  messageId: string;
  at: Date;
}

/**
 * A letter that was printed and posted; one of the same message that never left by its provider becomes it. Null: it did
 * leave.
 */
export async function putPosted(
  tx: Db,
  { messageId, at, id, ...fields }: PostedLetter,
): Promise<string | null> {
  const message = await tx.outboundMessage.findUniqueOrThrow({
    where: { id: messageId },
    select: { reference: true, frozenSha256: true },
  });
  const { reference, frozenSha256: pdfSha256 } = message;
  const before = await tx.letter.findUnique({ where: { reference }, select: { id: true, state: true } });
  const posted = {
    ...fields,
    provider: 'manual' as const,
    connectionId: null,
    state: 'dispatched' as const,
    ...{ job: {}, recallUntil: at, submittedAt: at, endedAt: null, pdfSha256, block: null },
    ...{ costMinor: null, trackingNumber: null, unknownCode: null },
    ...{ reportedState: null, failure: Prisma.DbNull },
  };
  if (before === null) {
    await tx.letter.create({ data: { id, reference, ...posted }, select: { id: true } });
    return id;
  }
  if (!isWithUs(before.state) && !neverLeft(before.state)) return null;
  await tx.letter.update({ where: { reference }, data: posted, select: { id: true } });
  return before.id;
}

export async function lockLetter(tx: Db, id: string): Promise<StoredLetter | null> {
  await tx.$queryRaw(Prisma.sql`SELECT 1 FROM "Letter" WHERE "id" = ${id}::uuid FOR NO KEY UPDATE`);
  return tx.letter.findUnique({ where: { id } });
}

export interface LetterChange {
  state?: LetterState;
  block?: LetterBlock | null;
  trackingNumber?: string;
  costMinor?: number;
  currency?: string;
  unknownCode?: string;
  failure?: Prisma.InputJsonObject;
  pdfSha256?: string | null;
  submittedAt?: Date;
  lastAskedAt?: Date;
  endedAt?: Date | null;
  reportedState?: LetterState;
  stop?: LetterStop;
  codesAskedAt?: Date[];
  codeTries?: number;
  codeTriedAt?: Date;
}

export async function changeLetter(tx: Db, id: string, change: LetterChange): Promise<void> {
  await tx.letter.update({ where: { id }, data: change, select: { id: true } });
}

export interface FetchedProof {
  type: LetterProofType;
  providerId: string;
  providerAt: Date | null;
  contentType: string;
  bytes: Uint8Array;
  sha256: string;
  fetchedAt: Date;
  /** Who put it here; its provider where absent. */
  userId?: string;
}

/** Kept once; a proof is never replaced. */
export async function keepProof(db: Db, letterId: string, { bytes, ...proof }: FetchedProof): Promise<void> {
  await db.letterProof.createMany({
    data: [{ ...proof, letterId, bytes: new Uint8Array(bytes) }],
    skipDuplicates: true,
  });
}

/** Answers whether it came for the first time. */
export async function keepHint(
  db: Db,
  hint: {
    id: string;
    connectionId: string;
    resourceId: string;
    eventType: string;
    letterId: string | null;
    at: Date;
  },
): Promise<boolean> {
  const { at, ...fields } = hint;
  const row = await db.letterHint.upsert({
    where: { id: hint.id },
    create: { ...fields, firstAt: at, lastAt: at },
    update: { times: { increment: 1 }, lastAt: at },
    select: { times: true },
  });
  return row.times === 1;
}

/** A notification that comes again after so long wakes its letter once more, and changes nothing. */
export async function sweepHints(db: Db): Promise<void> {
  await db.$executeRaw(
    Prisma.sql`DELETE FROM "LetterHint" WHERE "lastAt" < (now() AT TIME ZONE 'UTC') - interval '60 days'`,
  );
}
