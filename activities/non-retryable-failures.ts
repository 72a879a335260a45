/** Tells what repeating cannot mend from what it can: one place for all activities. */
import { ApplicationFailure } from '@temporalio/common';
import type { ErrorCode } from '../domain/errors.ts';
import { databaseFailure, type DatabaseFailure } from '../prisma/failures.ts';

type Activity = (...args: never[]) => Promise<unknown>;

/** The same activities; what the database will never take fails at once, under a code of domain/errors.ts. */
export function withNonRetryableFailures<T extends Record<string, Activity>>(activities: T): T {
  return Object.fromEntries(
    Object.entries(activities).map(([name, activity]) => [
      name,
      async (...args: never[]) => {
        try {
          return await activity(...args);
        } catch (error) {
          throw asFailure(error);
        }
      },
    ]),
  ) as T;
}

const lastingCodes: Partial<Record<DatabaseFailure, ErrorCode>> = {
  unstorable: 'validation_failed',
  lasting: 'internal_error',
};

function asFailure(error: unknown): unknown {
  const failure = databaseFailure(error);
  const type = failure === undefined ? undefined : lastingCodes[failure];
  if (type === undefined) return error;
  // Messages of the database quote values; those stay in this process.
  const message =
    failure === 'unstorable' ? 'text that no database takes' : 'the database refuses the statement';
  return ApplicationFailure.create({ message, type, nonRetryable: true });
}
