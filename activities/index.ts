/** The door of the activities: what workflows may call, built from their dependencies. */
import { createCaseActivities, type CaseActivityDeps } from './case/index.ts';
import { createImportActivities, type ImportActivityDeps } from './imports.ts';

export type ActivityDeps = CaseActivityDeps & ImportActivityDeps;

export function createActivities(deps: ActivityDeps) {
  return { ...createCaseActivities(deps), ...createImportActivities(deps) };
}

export type Activities = ReturnType<typeof createActivities>;
