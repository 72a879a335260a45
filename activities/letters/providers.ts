/** Whoever carries letters for this installation, as far as it has their credentials. */
import { createMaileva } from '../adapters/maileva/provider.ts';
import type { MailevaAccount } from '../adapters/maileva/client.ts';
import type { FollowDeps } from './follow.ts';
import type { LetterProviders } from './provider.ts';

export interface LetterAccounts {
  maileva?: (MailevaAccount & { isSandbox: boolean }) | undefined;
}

export function createLetterProviders({ maileva }: LetterAccounts): LetterProviders {
  return maileva === undefined ? {} : { maileva: createMaileva(maileva) };
}

/** Letters of a sandbox go their way in seconds. */
export function pollOf({ maileva }: LetterAccounts): Pick<FollowDeps, 'pollMs'> {
  return maileva?.isSandbox ? { pollMs: { polled: 10_000, told: 60_000 } } : {};
}
