/** How often an address may be wrong at the doors (B1): guesses are counted, what opens is not. */
import type { FastifyRequest } from 'fastify';
import { RefusedError } from '../../domain/errors.ts';
import { returnAttempt, takeAttempt } from '../../prisma/queries/attempts/write.ts';
import type { AppDeps } from '../context.ts';

const freeFailures = 30;
const freeRenewals = 10;

/**
 * Runs what may turn out to be a guess; the attempt counts when `isGuess` says so of what was thrown.
 *
 * @throws RefusedError `too_many_attempts`
 */
export async function guarded<T>(
  { db, now }: AppDeps,
  request: FastifyRequest,
  work: () => Promise<T>,
  isGuess: (error: unknown) => boolean,
): Promise<T> {
  const key = `page/${request.ip}`;
  await take({ db, now }, { key, freeAttempts: freeFailures });
  try {
    const result = await work();
    await returnAttempt(db, key, now());
    return result;
  } catch (error) {
    if (!isGuess(error)) await returnAttempt(db, key, now());
    throw error;
  }
}

/** @throws RefusedError `too_many_attempts` */
export async function limitRenewals(deps: AppDeps, request: FastifyRequest): Promise<void> {
  await take(deps, { key: `page-renewal/${request.ip}`, freeAttempts: freeRenewals });
}

async function take(
  { db, now }: Pick<AppDeps, 'db' | 'now'>,
  limit: { key: string; freeAttempts: number },
): Promise<void> {
  const waitSeconds = await takeAttempt(db, limit, now());
  if (waitSeconds > 0) throw new RefusedError('too_many_attempts', { retryAfterSeconds: waitSeconds });
}

export function isUnknownLink(error: unknown): boolean {
  return error instanceof RefusedError && error.code === 'link_unknown';
}

export function isWrongCode(error: unknown): boolean {
  return error instanceof RefusedError && (error.code === 'code_wrong' || error.code === 'code_expired');
}
