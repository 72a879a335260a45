import type { z } from 'zod';
import type { LetterDetails, LetterRow } from '../../../prisma/queries/letters/read.ts';
import type { LetterCarriers } from '../../connections/letter-carriers.ts';
import type * as wire from './letter-schema.ts';

const instantOf = (at: Date | null) => (at === null ? null : at.toISOString());

export function presentLetterRow(row: LetterRow): z.output<typeof wire.letterRow> {
  const { id, messageId, kind, provider, state, block, inDoubt, proofs } = row;
  return {
    ...{ id, messageId, kind, provider, state, block, inDoubt, proofs },
    recallUntil: row.recallUntil.toISOString(),
    createdAt: row.createdAt.toISOString(),
    submittedAt: instantOf(row.submittedAt),
    endedAt: instantOf(row.endedAt),
    lastAt: instantOf(row.lastAt),
  };
}

export function presentLetter(
  found: LetterDetails & { messageId: string | null; inDoubt: boolean },
  { providers, sandboxUrl }: LetterCarriers,
): z.output<typeof wire.letter> {
  const { id, messageId, kind, provider, state, block, customer, reference, providerRef } = found;
  const { trackingNumber, pages, currency, pdfSha256, unknownCode, inDoubt } = found;
  const page = providerRef === null ? undefined : providers[provider]?.pageOf({ kind, ref: providerRef });
  return {
    ...{ id, messageId, kind, provider, state, block, customer, reference, providerRef },
    ...{ trackingNumber, pages, currency, pdfSha256, unknownCode, inDoubt },
    isSandbox: sandboxUrl !== null && page != null && page.startsWith(sandboxUrl),
    pageUrl: page ?? null,
    costMinor: found.costMinor === null ? null : Number(found.costMinor),
    recallUntil: found.recallUntil.toISOString(),
    createdAt: found.createdAt.toISOString(),
    submittedAt: instantOf(found.submittedAt),
    endedAt: instantOf(found.endedAt),
    events: found.events.map(({ id: eventId, code, text, state: reported, providerAt, seenAt }) => ({
      ...{ id: eventId, code, text, state: reported },
      providerAt: instantOf(providerAt),
      seenAt: seenAt.toISOString(),
    })),
    proofs: found.proofs.map(({ id: proofId, type, providerAt, fetchedAt, sha256, contentType }) => ({
      ...{ id: proofId, type, sha256 },
      providerAt: instantOf(providerAt),
      fetchedAt: fetchedAt.toISOString(),
      isPdf: contentType === 'application/pdf',
    })),
  };
}
