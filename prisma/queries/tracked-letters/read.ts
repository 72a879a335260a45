/** Tracked electronic letters in the letter box of this installation, with their evidence. */
import type { Db, Prisma } from '../../client.ts';

const course = {
  letterId: true,
  legalEntityId: true,
  customerId: true,
  reference: true,
  subject: true,
  language: true,
  pages: true,
  senderName: true,
  recipientName: true,
  recipientEmail: true,
  contentSha256: true,
  sealedSha256: true,
  isSelfMade: true,
  isTimeStamped: true,
  submittedAt: true,
  claimUntil: true,
  endedAt: true,
  outcome: true,
} satisfies Prisma.TrackedLetterSelect;

export type StoredTracked = Prisma.TrackedLetterGetPayload<{ select: typeof course }>;

const event = {
  sequence: true,
  code: true,
  at: true,
  email: true,
  name: true,
  ip: true,
  userAgent: true,
  reason: true,
  pdfSha256: true,
  hash: true,
} satisfies Prisma.TrackedLetterEventSelect;

export type StoredTrackedEvent = Prisma.TrackedLetterEventGetPayload<{ select: typeof event }>;

export async function trackedLetter(db: Db, letterId: string): Promise<StoredTracked | null> {
  return db.trackedLetter.findUnique({ where: { letterId }, select: course });
}

/** In order. */
export async function trackedEvents(db: Db, letterId: string): Promise<StoredTrackedEvent[]> {
  return db.trackedLetterEvent.findMany({ where: { letterId }, orderBy: { sequence: 'asc' }, select: event });
}

/** The sealed PDF, and the certificate of its seal. */
export async function trackedFile(
  db: Db,
  letterId: string,
): Promise<{ pdf: Uint8Array; sealedSha256: string; certificate: string } | null> {
  return db.trackedLetter.findUnique({
    where: { letterId },
    select: { pdf: true, sealedSha256: true, certificate: true },
  });
}

/** Proofs of a letter with their bytes, oldest first. */
export async function proofFiles(db: Db, letterId: string) {
  return db.letterProof.findMany({
    where: { letterId },
    orderBy: [{ fetchedAt: 'asc' }, { id: 'asc' }],
    select: { id: true, type: true, contentType: true, bytes: true, sha256: true, fetchedAt: true },
  });
}

/** What became of the message with the link; null: it was not made yet. */
export async function messageOfNotice(
  db: Db,
  key: string,
): Promise<{ state: string; leftAt: Date | null; response: string | null } | null> {
  const notice = await db.notice.findUnique({
    where: { key },
    select: {
      message: {
        select: {
          state: true,
          attempts: {
            orderBy: { attempt: 'desc' },
            take: 1,
            select: { gatePassedAt: true, response: true },
          },
        },
      },
    },
  });
  const message = notice?.message;
  if (!message) return null;
  const [last] = message.attempts;
  return { state: message.state, leftAt: last?.gatePassedAt ?? null, response: last?.response ?? null };
}
