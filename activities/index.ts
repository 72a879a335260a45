/** The door of the activities: what workflows may call, built from their dependencies. */
import { createBulkActivities, type BulkActivityDeps } from './bulk-runs.ts';
import { createCaseActivities, type CaseActivityDeps } from './case/index.ts';
import { createImportActivities, type ImportActivityDeps } from './imports.ts';
import { createNoticeActivities, type NoticeActivityDeps } from './notices/index.ts';

export type ActivityDeps = BulkActivityDeps & CaseActivityDeps & ImportActivityDeps & NoticeActivityDeps;

export function createActivities(deps: ActivityDeps) {
  return {
    ...createBulkActivities(deps),
    ...createCaseActivities(deps),
    ...createImportActivities(deps),
    ...createNoticeActivities(deps),
  };
}

export type Activities = ReturnType<typeof createActivities>;
