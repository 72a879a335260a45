/** The evidence of a tracked letter as data: what was recorded, in order, with what it can be checked by. */
import type { TrackedLetterEventCode } from '../vocabulary/letters.ts';
import type { ChainedEvent } from './tracked.ts';

export interface RecordedLetter {
  reference: string;
  subject: string;
  pages: number;
  senderName: string;
  recipientName: string;
  recipientEmail: string;
  submittedAt: Date | null;
  claimUntil: Date | null;
  endedAt: Date | null;
  outcome: TrackedLetterEventCode | null;
  contentSha256: string;
  sealedSha256: string;
  isSelfMade: boolean;
  isTimeStamped: boolean;
}

export type RecordedEvent = Omit<ChainedEvent, 'at'> & { at: Date; hash: string };

/** @param files of the same bundle, with their SHA-256 */
export function evidenceRecord(
  letter: RecordedLetter,
  events: readonly RecordedEvent[],
  files: readonly { name: string; sha256: string }[],
) {
  const instant = (at: Date | null) => at?.toISOString() ?? null;
  return {
    format: 'relance/tracked-letter-evidence/1',
    level:
      'Tracked electronic letter. Not an electronic registered delivery within the meaning of Regulation (EU) No 910/2014.',
    reference: letter.reference,
    subject: letter.subject,
    pages: letter.pages,
    sender: letter.senderName,
    recipient: { name: letter.recipientName, email: letter.recipientEmail },
    submittedAt: instant(letter.submittedAt),
    claimUntil: instant(letter.claimUntil),
    endedAt: instant(letter.endedAt),
    outcome: letter.outcome,
    contentSha256: letter.contentSha256,
    sealedSha256: letter.sealedSha256,
    seal: {
      level: letter.isTimeStamped ? 'PAdES B-T' : 'PAdES B-B',
      certificate: letter.isSelfMade ? 'self-made by the installation of the sender' : 'given by the sender',
    },
    events: events.map(({ sequence, code, at, email, name, ip, userAgent, reason, pdfSha256, hash }) => ({
      ...{ sequence, code },
      at: at.toISOString(),
      ...{ email, name, ip, userAgent, reason, pdfSha256, hash },
    })),
    files: [...files],
  };
}
