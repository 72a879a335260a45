import { Prisma, type Db } from '../../client.ts';

export interface OpenActionsOfStep {
  stepKey: string;
  stepName: string;
  waiting: number;
  leaving: number;
  underWay: number;
}

/** Open actions of the customers that run a version of the scenario, by their step. */
export async function openActionsByStep(db: Db, scenarioId: string): Promise<OpenActionsOfStep[]> {
  return db.$queryRaw<OpenActionsOfStep[]>(Prisma.sql`
    SELECT a."stepKey", max(a."stepName") AS "stepName",
      (count(*) FILTER (WHERE a."state" IN ('proposed', 'failed')))::int AS "waiting",
      (count(*) FILTER (WHERE a."state" IN ('confirmed', 'planned')))::int AS "leaving",
      (count(*) FILTER (WHERE a."state" IN ('sending', 'unknown')))::int AS "underWay"
    FROM "AgendaAction" a
    JOIN "CollectionCase" k ON k."id" = a."caseId"
    JOIN "ScenarioVersion" v ON v."id" = k."scenarioVersionId"
    WHERE v."scenarioId" = ${scenarioId}::uuid AND a."kind" = 'scenario' AND a."stepKey" IS NOT NULL
      AND a."state" IN ('proposed', 'failed', 'confirmed', 'planned', 'sending', 'unknown')
    GROUP BY a."stepKey"
    ORDER BY min(a."stepPosition"), a."stepKey"`);
}
