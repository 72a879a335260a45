/**
 * Drafts that nobody submits any more: their process died between making and naming them, or the provider was away when
 * they were to be thrown away. They cost nothing, and lie there in the way of whoever looks at the provider's own pages.
 */
import { neverLeft } from '../../domain/letter/course.ts';
import { letterByReference } from '../../prisma/queries/letters/read.ts';
import { takeSweep } from '../../prisma/queries/letter-connections/write.ts';
import type { PrismaClient } from '../../prisma/client.ts';
import { ProviderError, type LetterProvider } from './provider.ts';

const dayMs = 24 * 3600_000;

/** Once a day for each provider, by whoever is first. Trouble there is left to the next time. */
export async function sweepDrafts(
  { prisma }: { prisma: PrismaClient },
  provider: LetterProvider,
  now: Date,
): Promise<void> {
  const dayAgo = new Date(now.getTime() - dayMs);
  if (!(await takeSweep(prisma, provider.name, { now, lastBefore: dayAgo }))) return;
  try {
    await discardOrphans(prisma, provider, dayAgo);
  } catch (error) {
    if (!(error instanceof ProviderError)) throw error;
  }
}

/** Only what bears a reference of ours is touched: an account may have other users. Answers how many were thrown away. */
export async function discardOrphans(
  prisma: PrismaClient,
  provider: LetterProvider,
  before: Date,
): Promise<number> {
  let discarded = 0;
  for (const { address, reference, madeAt } of await provider.drafts()) {
    if (reference === null || madeAt >= before) continue;
    const letter = await letterByReference(prisma, reference);
    if (letter === null) continue;
    const isTheirs = letter.provider === provider.name && letter.providerRef === address.ref;
    const isInUse = isTheirs && !neverLeft(letter.state);
    if (!isInUse && (await provider.discard(address)) === 'discarded') discarded += 1;
  }
  return discarded;
}
