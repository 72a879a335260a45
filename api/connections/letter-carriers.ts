/** Whoever carries letters for this installation, as administrators may see and try them. */
import type { LetterProvider, LetterProviders, ProviderFailure } from '../../activities/letters/provider.ts';
import { createLetterProviders, type LetterAccounts } from '../../activities/letters/providers.ts';
import {
  letterProviderNames,
  type LetterKind,
  type LetterProviderName,
} from '../../domain/vocabulary/letters.ts';
import type { ConnectionResult } from '../../domain/vocabulary/settings.ts';
import type { LetterTest } from '../../prisma/queries/letter-connections/read.ts';

export interface LetterCarriers {
  /** Those whose credentials this installation has. */
  providers: LetterProviders;
  /** The page of the sandbox that stands in for all of them; null: letters are really posted. */
  sandboxUrl: string | null;
}

export function createLetterCarriers(accounts: LetterAccounts): LetterCarriers {
  const sandbox = [accounts.maileva, accounts.pingen].find((account) => account?.isSandbox);
  return { providers: createLetterProviders(accounts), sandboxUrl: sandbox?.pagesUrl ?? null };
}

/** Of an installation without any. */
export const noCarriers: LetterCarriers = { providers: {}, sandboxUrl: null };

/** Those that can be connected; by hand, everybody posts without. */
export const connectedProviders = letterProviderNames.filter((name) => name !== 'manual');

export function carriedKinds(provider: LetterProvider | undefined): readonly LetterKind[] | null {
  return provider === undefined ? null : provider.capabilities.kinds;
}

const results: Record<ProviderFailure, ConnectionResult> = {
  unreachable: 'nobody_listens',
  timeout: 'timeout',
  busy: 'refused',
  maintenance: 'refused',
  sign_in: 'sign_in_refused',
  refused: 'refused',
  code_wrong: 'refused',
  code_expired: 'refused',
  not_found: 'refused',
  unreadable: 'unclear',
};

/** Null: there are no credentials to try. */
export async function tryCarrier(
  { providers }: LetterCarriers,
  name: LetterProviderName,
): Promise<Omit<LetterTest, 'tookMs'> | null> {
  const provider = providers[name];
  if (provider === undefined) return null;
  const { step, failure, answered, kinds } = await provider.test();
  return { result: failure === null ? 'works' : results[failure], step, answered, kinds };
}
