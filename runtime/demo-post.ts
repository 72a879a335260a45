/** The post of the demo company: the sandbox of letters, and what it was told became of those of the past. */
import type { SealAccount } from '../activities/adapters/seal/cms.ts';
import type { DemoPost } from '../activities/case/demo-letters.ts';
import { createLetterProviders } from '../activities/letters/providers.ts';
import type { LetterFate } from '../prisma/seed/story.ts';
import type { Step } from './letter-sandbox/course.ts';
import { sandboxAccount, type LetterSandbox } from './letter-sandbox/sandbox.ts';

type Happening = readonly [days: number, hour: number, ...steps: Step[]];

const printed: Happening[] = [
  [0, 15, 'accept'],
  [1, 9, 'print'],
];
const brought: Happening[] = [...printed, [1, 17, 'dispatch']];
const nobodyThere: Happening[] = [...brought, [3, 10, 'present'], [3, 17, 'keep']];

/** Those that a kind of letter does not have are left out by the sandbox. */
const courses: Record<LetterFate, Happening[]> = {
  accepted: [[0, 15, 'accept']],
  printed,
  posted: brought,
  in_transit: [...brought, [2, 9, 'transit']],
  presented: [...brought, [3, 10, 'present']],
  pending_signature: nobodyThere,
  signed: [...brought, [3, 10, 'present'], [5, 10, 'deliver']],
  refused: [...brought, [3, 10, 'refuse']],
  unclaimed: [...nobodyThere, [19, 8, 'unclaimed']],
  returned: [...brought, [8, 10, 'return']],
  undeliverable: [...brought, [8, 10, 'wrong_address']],
  rejected: [[0, 15, 'reject']],
};

/** @param seal of the letters that the demo company carries itself */
export function demoPost(sandbox: LetterSandbox, seal: SealAccount): DemoPost {
  const { url, letters } = sandbox;
  const account = { apiUrl: url, tokenUrl: url, pagesUrl: url, ...sandboxAccount, isSandbox: true };
  return {
    seal,
    provider: createLetterProviders({ maileva: account }).maileva!,
    setClock: (now) => sandbox.setClock(now),
    clear: () => letters.clear(),
    plan: (reference, plan) => letters.plan(reference, plan),
    courseOf: (fate) =>
      courses[fate].map(([days, hour, ...steps]) => ({
        days,
        hour,
        happen: (reference: string) => sandbox.steer(reference, ...steps),
      })),
  };
}
