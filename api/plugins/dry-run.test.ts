import { setImmediate as turn } from 'node:timers/promises';
import { expect, it } from 'vitest';
import { RefusedError } from '../../domain/errors.ts';
import type { AppDeps } from '../context.ts';
import { dryRun, type DryRunTarget } from './dry-run.ts';

it('A-10 however many ask for a preview, most connections of the process are left for others', async () => {
  let [open, most] = [0, 0];
  const db = {
    async $transaction(work: (tx: unknown) => Promise<unknown>) {
      most = Math.max(most, (open += 1));
      await turn();
      return work({}).finally(() => (open -= 1));
    },
  };
  const refused = () => Promise.reject(new RefusedError('not_found'));
  const previews = Array.from({ length: 30 }, () =>
    dryRun({ db, now: () => new Date() } as unknown as AppDeps, {} as DryRunTarget, {
      kind: 'act',
      carryOut: refused,
    }),
  );
  const answers = await Promise.allSettled(previews);
  expect(answers.map(({ status }) => status)).toEqual(previews.map(() => 'rejected'));
  expect(most).toBe(4);
});
