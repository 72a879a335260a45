/** A tracked electronic letter as it lies in the letter box once it was sent, without the way there. */
import { claimUntil } from '../../domain/letter/tracked.ts';
import type { TrackedLetterEventCode } from '../../domain/vocabulary/letters.ts';
import { makeSeal } from '../../runtime/seal-key.ts';
import type { OpenDatabase } from './database.ts';

export interface SentLetter {
  legalEntityId: string;
  customerId: string;
  actionId: string;
  at: Date;
  reference: string;
  subject: string;
  senderName: string;
  recipientName: string;
  recipientEmail: string;
  /** What it holds; no page of it is drawn. */
  pdf: Buffer;
  /** Its reader has signed for it. */
  isSigned?: boolean;
}

const sha256 = 'a'.repeat(64);
let seal: ReturnType<typeof makeSeal> | undefined;

/** Answers the id of the letter. */
export async function sentLetter(
  db: OpenDatabase,
  { at, pdf, actionId, isSigned = false, ...tracked }: SentLetter,
): Promise<string> {
  const { legalEntityId, customerId, reference, subject, recipientEmail } = tracked;
  const ours = { legalEntityId, provider: 'self_hosted' as const };
  const connection = await db.letterConnection.upsert({
    where: { legalEntityId_provider: ours },
    create: { ...ours, hookKey: crypto.randomUUID() },
    update: {},
  });
  const { certificate } = await (seal ??= makeSeal(at));
  const codes: TrackedLetterEventCode[] = [
    'DEPOSITED',
    ...(isSigned ? (['IDENTIFIED', 'SIGNED'] as const) : []),
  ];
  const letter = await db.letter.create({
    data: {
      ...{ ...ours, customerId, reference, actionId, connectionId: connection.id },
      kind: 'tracked_electronic',
      state: isSigned ? 'signed' : 'accepted',
      job: { name: subject },
      recallUntil: at,
      submittedAt: at,
      tracked: {
        create: {
          ...tracked,
          ...{ language: 'en', pages: 1, pdf: new Uint8Array(pdf), certificate },
          ...{ contentSha256: sha256, sealedSha256: sha256, isSelfMade: true, isTimeStamped: false },
          ...{ submittedAt: at, claimUntil: claimUntil(at) },
          ...(isSigned ? { endedAt: at, outcome: 'SIGNED' as const } : {}),
          events: {
            create: codes.map((code, index) => ({
              ...{ code, at, sequence: index + 1, pdfSha256: sha256, hash: sha256 },
              ...(code === 'DEPOSITED' ? {} : { email: recipientEmail }),
            })),
          },
        },
      },
      ...(isSigned
        ? {
            proofs: {
              create: {
                ...{ type: 'receipt' as const, providerId: 'evidence', contentType: 'application/pdf' },
                ...{ bytes: new Uint8Array(pdf), sha256, fetchedAt: at },
              },
            },
          }
        : {}),
    },
  });
  return letter.id;
}
