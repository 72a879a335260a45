/** The door of the activities: what workflows may call, built from their dependencies. */
import { maskTokens } from '../domain/links/masking.ts';
import { createBulkActivities, type BulkActivityDeps } from './bulk-runs.ts';
import { createCaseActivities, type CaseActivityDeps } from './case/index.ts';
import { createLetterActivities, type LetterActivityDeps } from './letters/index.ts';
import { createPaymentActivities, type PaymentActivityDeps } from './payments/index.ts';
import { createImportActivities, type ImportActivityDeps } from './imports.ts';
import { withNonRetryableFailures } from './non-retryable-failures.ts';
import { createReplyActivities, type ReplyActivityDeps } from './replies/index.ts';
import { createBeatingInboundActivities, type InboundActivityDeps } from './inbound/index.ts';
import { createNoticeActivities, type NoticeActivityDeps } from './notices/index.ts';

export type ActivityDeps = BulkActivityDeps &
  CaseActivityDeps &
  ImportActivityDeps &
  InboundActivityDeps &
  LetterActivityDeps &
  NoticeActivityDeps &
  PaymentActivityDeps &
  ReplyActivityDeps;

export function createActivities(deps: ActivityDeps) {
  return withNonRetryableFailures(
    withoutTokensInFailures({
      ...createBulkActivities(deps),
      ...createCaseActivities(deps),
      ...createImportActivities(deps),
      ...createBeatingInboundActivities(deps),
      ...createLetterActivities(deps),
      ...createNoticeActivities(deps),
      ...createPaymentActivities(deps),
      ...createReplyActivities(deps),
    }),
  );
}

/** What an activity fails with is kept in the history of its workflow and in logs: no link may stand there (B4). */
function withoutTokensInFailures<T extends Record<string, (...given: never[]) => Promise<unknown>>>(
  activities: T,
): T {
  const masked = Object.entries(activities).map(([name, activity]) => [
    name,
    async (...given: never[]) => {
      try {
        return await activity(...given);
      } catch (error) {
        if (error instanceof Error) {
          error.message = maskTokens(error.message);
          error.stack = maskTokens(error.stack ?? '');
        }
        throw error;
      }
    },
  ]);
  return Object.fromEntries(masked) as T;
}

export type Activities = ReturnType<typeof createActivities>;
