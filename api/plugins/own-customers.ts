import { z } from 'zod';
import type { Db } from '../../prisma/client.ts';
import { deputyForIds } from '../../prisma/queries/accounts/read.ts';
import type { SignedIn } from '../context.ts';

/** Of a list of customers' matters: those of one's own customers come before all others, regardless of what it is sorted by. */
export const mineFirst = z
  .enum(['true', 'false'])
  .transform((value) => value === 'true')
  .optional();

/** Whose customers are one's own: those of whom one is the deputy count too. Undefined where nobody asked. */
export async function firstOfMine(
  db: Db,
  user: SignedIn,
  asked: boolean | undefined,
): Promise<string[] | undefined> {
  return asked === true ? [user.userId, ...(await deputyForIds(db, user.userId))] : undefined;
}
