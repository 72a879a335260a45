/** Activities of notices, built from their dependencies. */
import type { NoticeStep } from '../../workflows/messages/notice-delivery.ts';
import { longestSendMs, withHeartbeat } from '../heartbeat.ts';
import { deliverNotice, type DeliverDeps, type DeliverInput } from './deliver.ts';

export type NoticeActivityDeps = DeliverDeps;

export function createNoticeActivities(deps: NoticeActivityDeps) {
  return {
    /** Sends what was asked for, once; answers what its workflow waits for. */
    deliverNotice(input: DeliverInput): Promise<NoticeStep> {
      return withHeartbeat(() => deliverNotice(deps, input), longestSendMs);
    },
  };
}
