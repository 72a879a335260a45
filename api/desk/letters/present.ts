import type { z } from 'zod';
import { mayBeStopped, notedStates } from '../../../domain/letter/course.ts';
import { secondsUntilCode, triesLeft } from '../../../domain/letter/code.ts';
import type { LetterRow, readLetter } from '../../../prisma/queries/letters/read.ts';
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
  found: NonNullable<Awaited<ReturnType<typeof readLetter>>>,
  { providers, sandboxUrl }: LetterCarriers,
  { names, at }: { names: ReadonlyMap<string, string>; at: Date },
): Omit<z.output<typeof wire.letter>, 'today'> {
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
    trouble: found.trouble && {
      ...found.trouble,
      since: found.trouble.since.toISOString(),
      retryAt: instantOf(found.trouble.retryAt),
    },
    code: state === 'awaiting_code' && !inDoubt ? codeOf(found, at) : null,
    stop: found.stop,
    mayBeStopped: mayBeStopped(found),
    notedStates: provider === 'manual' ? [...notedStates(kind)] : [],
    events: found.events.map(({ id: eventId, code, text, state: reported, providerAt, seenAt, userId }) => ({
      ...{ id: eventId, code, text, state: reported },
      by: userId === null ? null : { id: userId, name: names.get(userId) ?? '' },
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

function codeOf(
  letter: Pick<
    NonNullable<Awaited<ReturnType<typeof readLetter>>>,
    'recallUntil' | 'codesAskedAt' | 'codeTries'
  >,
  at: Date,
): z.output<typeof wire.letter>['code'] {
  return {
    until: letter.recallUntil.toISOString(),
    askedAt: instantOf(letter.codesAskedAt.at(-1) ?? null),
    waitSeconds: secondsUntilCode(letter, at),
    triesLeft: triesLeft(letter),
  };
}
