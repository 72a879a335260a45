/** Whoever carries letters for this installation, as far as it has their credentials. */
import { createMaileva } from '../adapters/maileva/provider.ts';
import type { MailevaAccount } from '../adapters/maileva/client.ts';
import type { PingenAccount } from '../adapters/pingen/client.ts';
import { createPingen } from '../adapters/pingen/provider.ts';
import type { FollowDeps } from './follow.ts';
import type { SealAccount } from '../adapters/seal/cms.ts';
import type { LetterProviders } from './provider.ts';
import { createSelfHosted, type LetterBox } from './self-hosted/provider.ts';

export interface LetterAccounts {
  maileva?: (MailevaAccount & { isSandbox: boolean }) | undefined;
  pingen?: (PingenAccount & { isSandbox: boolean }) | undefined;
  /** With what tracked electronic letters are sealed; absent: none are sent. */
  seal?: SealAccount | undefined;
}

/** @param box where our own letters lie; only who hands them over needs it */
export function createLetterProviders(
  { maileva, pingen, seal }: LetterAccounts,
  box?: LetterBox,
): LetterProviders {
  return {
    ...(maileva && { maileva: createMaileva(maileva) }),
    ...(pingen && { pingen: createPingen(pingen) }),
    ...(seal && { self_hosted: createSelfHosted(seal, box) }),
  };
}

/** Letters of a sandbox go their way in seconds. */
export function pollOf({ maileva, pingen }: LetterAccounts): Pick<FollowDeps, 'pollMs'> {
  const isSandbox = maileva?.isSandbox === true || pingen?.isSandbox === true;
  return isSandbox ? { pollMs: { polled: 10_000, notified: 60_000 } } : {};
}
