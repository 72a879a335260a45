/** The read side of a case: written by its activities only, under the lock of the case. */
import type { IsoDate } from '../../../domain/model/common.ts';
import type { ClosedGate, Decision, DecisionInput } from '../../../domain/model/decision.ts';
import type { CaseState } from '../../../domain/vocabulary/cases.ts';
import type { Channel } from '../../../domain/vocabulary/channels.ts';
import type { StepMode } from '../../../domain/vocabulary/scenarios.ts';
import { type Db, type FactsTransaction, Prisma } from '../../client.ts';
import { fromIsoDate } from '../../convert.ts';
import { contentHash, idOf } from '../../hashes.ts';
import { json, timestamp, type FactWrite, type Write } from '../../statement.ts';

/**
 * Makes the case of a customer on the newest published version of its scenario (the customer's own, else the
 * entity's default). Answers false where no scenario is published yet: then nothing can be followed.
 */
export async function ensureCase(db: Db, customerId: string): Promise<boolean> {
  const existing = await db.collectionCase.findUnique({ where: { customerId }, select: { id: true } });
  if (existing) return true;
  const customer = await db.customer.findUnique({
    where: { id: customerId },
    include: { legalEntity: true },
  });
  const scenarioId = customer?.scenarioId ?? customer?.legalEntity.defaultScenarioId;
  if (!customer || !scenarioId) return false;
  const version = await newestPublishedVersion(db, scenarioId);
  if (!version) return false;
  await db.collectionCase.createMany({
    data: [{ customerId, legalEntityId: customer.legalEntityId, scenarioVersionId: version.id }],
    skipDuplicates: true,
  });
  return true;
}

export async function newestPublishedVersion(
  db: Db,
  scenarioId: string,
): Promise<{ id: string; version: number } | null> {
  return db.scenarioVersion.findFirst({
    where: { scenarioId, state: 'published' },
    orderBy: { version: 'desc' },
    select: { id: true, version: true },
  });
}

export interface CaseProjection {
  state: CaseState;
  gates: ClosedGate[];
  decisionId: string;
  evaluatedVersion: bigint;
  nextEvaluationAt: Date | null;
  next: { stepKey: string; stepName: string; channel: Channel; mode: StepMode; on: IsoDate } | null;
}

/** What performing or skipping leaves in the case. */
export interface CaseDays {
  lastActionOn: IsoDate;
  lastPerformedOn?: IsoDate | undefined;
  deadlineOn?: IsoDate | undefined;
}

/**
 * What holds a whole case for a while: nothing leaves before `waitsUntil` (null: as soon as the rules allow), nothing is
 * proposed before `postponedUntil`. What is absent stays.
 */
export interface CaseHolds {
  waitsUntil?: Date | null;
  postponedUntil?: IsoDate;
}

export interface CaseChange {
  days?: CaseDays | undefined;
  holds?: CaseHolds | undefined;
  projection?: CaseProjection | undefined;
}

/** Of a case, at most once in a statement. A postponement has served its purpose once something was done. */
export function caseWrite(caseId: string, { days, holds = {}, projection }: CaseChange): Write {
  const { waitsUntil, postponedUntil } = holds;
  const sets: Prisma.Sql[] = [Prisma.sql`"updatedAt" = (clock_timestamp() AT TIME ZONE 'UTC')`];
  if (waitsUntil !== undefined) sets.push(Prisma.sql`"waitsUntil" = ${timestamp(waitsUntil)}`);
  if (postponedUntil !== undefined && !days)
    sets.push(Prisma.sql`"postponedUntil" = ${postponedUntil}::date`);
  if (days) {
    const { lastActionOn, lastPerformedOn = null, deadlineOn = null } = days;
    sets.push(Prisma.sql`"lastActionOn" = ${lastActionOn}::date, "postponedUntil" = NULL,
      "lastPerformedOn" = coalesce(${lastPerformedOn}::date, "lastPerformedOn"),
      "deadlineOn" = coalesce(${deadlineOn}::date, "deadlineOn")`);
  }
  if (projection) {
    const { state, gates, decisionId, evaluatedVersion, nextEvaluationAt, next } = projection;
    sets.push(Prisma.sql`"state" = ${state}::"CaseState", "gates" = ${json(gates)},
      "lastDecisionId" = ${decisionId}::uuid, "evaluatedVersion" = ${evaluatedVersion},
      "nextEvaluationAt" = ${timestamp(nextEvaluationAt)}, "nextActionOn" = ${next?.on ?? null}::date,
      "nextStepKey" = ${next?.stepKey ?? null}, "nextStepName" = ${next?.stepName ?? null},
      "nextChannel" = ${next?.channel ?? null}::"Channel", "nextMode" = ${next?.mode ?? null}::"StepMode"`);
  }
  return {
    as: 'changed_case',
    sql: Prisma.sql`UPDATE "CollectionCase" SET ${Prisma.join(sets, ', ')} WHERE "id" = ${caseId}::uuid`,
  };
}

export interface DecisionIdentity {
  id: string;
  inputSha256: string;
}

/** Of the record of a question on the same facts: known before it is written. */
export function decisionIdentity(caseId: string, input: DecisionInput): DecisionIdentity {
  const inputSha256 = contentHash(input);
  return { id: idOf(`decision/${caseId}/${inputSha256}`), inputSha256 };
}

export interface NewDecision extends DecisionIdentity {
  caseId: string;
  input: DecisionInput;
  output: Decision;
  at: Date;
}

/** Stores what was decided and on what; the same question on the same facts is one record. */
export function decisionWrite({ id, caseId, input, inputSha256, output, at }: NewDecision): Write {
  return {
    as: 'decided',
    sql: Prisma.sql`
      INSERT INTO "DecisionRecord" (
        "id", "caseId", "engineVersion", "decidedOn", "decidedAt", "input", "inputSha256", "output", "createdAt")
      VALUES (
        ${id}::uuid, ${caseId}::uuid, ${input.engineVersion}, ${input.today}::date, ${timestamp(at)}, ${json(input)},
        ${inputSha256}, ${json(output)}, (clock_timestamp() AT TIME ZONE 'UTC'))
      ON CONFLICT DO NOTHING`,
  };
}

/** Ranks and levels of lines never fall. */
export function raiseRanksWrite(ranks: { id: string; rank: number; level: number }[]): FactWrite {
  return {
    as: 'raised',
    facts: true,
    sql: Prisma.sql`
      UPDATE "OpenItem" i
      SET "rank" = greatest(i."rank", r.rank), "level" = greatest(i."level", r.level),
          "updatedAt" = (clock_timestamp() AT TIME ZONE 'UTC')
      FROM unnest(${ranks.map(({ id }) => id)}::uuid[], ${ranks.map(({ rank }) => rank)}::int[],
                  ${ranks.map(({ level }) => level)}::int[]) AS r(id, rank, level)
      WHERE i."id" = r.id AND (i."rank" < r.rank OR i."level" < r.level)`,
  };
}

/** Ranks as another scenario begins with them. */
export async function setRanks(tx: FactsTransaction, ranks: { id: string; rank: number }[]): Promise<void> {
  for (const { id, rank } of ranks) await tx.openItem.update({ where: { id }, data: { rank } });
}

/** The case follows another version from here on: in another run of the scenario, or in the one that it is in. */
export async function followVersion(
  tx: FactsTransaction,
  caseId: string,
  { scenarioVersionId, isNewRun }: { scenarioVersionId: string; isNewRun: boolean },
): Promise<void> {
  await tx.collectionCase.update({
    where: { id: caseId },
    data: { scenarioVersionId, ...(isNewRun && { scenarioRun: { increment: 1 } }) },
  });
}

/** Paused until a day, or for good; null: resumed. */
export async function setPause(
  tx: FactsTransaction,
  caseId: string,
  pause: { until: IsoDate | null; forGood: boolean; reason: string; userId: string } | null,
): Promise<void> {
  await tx.collectionCase.update({
    where: { id: caseId },
    data: {
      pausedUntil: pause === null || pause.until === null ? null : fromIsoDate(pause.until),
      pausedForGood: pause?.forGood ?? false,
      pauseReason: pause?.reason ?? null,
      pausedBy: pause?.userId ?? null,
    },
  });
}

/** Nothing of the case of a customer leaves before the instant, where it has one: what is written may be taken back. */
export async function waitUntilOf(db: Db, customerId: string, until: Date | null): Promise<void> {
  await db.collectionCase.updateMany({ where: { customerId }, data: { waitsUntil: until } });
}
