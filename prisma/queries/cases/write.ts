/** The read side of a case: written by its activities only, under the lock of the case. */
import type { IsoDate } from '../../../domain/model/common.ts';
import type { ClosedGate, Decision, DecisionInput } from '../../../domain/model/decision.ts';
import type { CaseState } from '../../../domain/vocabulary/cases.ts';
import type { Channel } from '../../../domain/vocabulary/channels.ts';
import type { StepMode } from '../../../domain/vocabulary/scenarios.ts';
import type { Db, FactsTransaction, Prisma } from '../../client.ts';
import { fromIsoDate } from '../../convert.ts';

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
  lookedVersion: bigint;
  nextLookAt: Date | null;
  next: { stepKey: string; stepName: string; channel: Channel; mode: StepMode; on: IsoDate } | null;
}

export async function writeProjection(db: Db, caseId: string, projection: CaseProjection): Promise<void> {
  const { next } = projection;
  await db.collectionCase.update({
    where: { id: caseId },
    data: {
      state: projection.state,
      gates: projection.gates as unknown as Prisma.InputJsonValue,
      lastDecisionId: projection.decisionId,
      lookedVersion: projection.lookedVersion,
      nextLookAt: projection.nextLookAt,
      nextActionOn: next ? fromIsoDate(next.on) : null,
      nextStepKey: next?.stepKey ?? null,
      nextStepName: next?.stepName ?? null,
      nextChannel: next?.channel ?? null,
      nextMode: next?.mode ?? null,
    },
  });
}

/** Stores what was decided and on what; the same question on the same facts is one record. */
export async function storeDecision(
  db: Db,
  record: { caseId: string; input: DecisionInput; inputSha256: string; output: Decision; at: Date },
): Promise<string> {
  const { caseId, input, inputSha256, output, at } = record;
  // The lock of the case is held: nobody writes the same record in between.
  const known = await db.decisionRecord.findUnique({
    where: { caseId_inputSha256: { caseId, inputSha256 } },
    select: { id: true },
  });
  if (known) return known.id;
  const row = await db.decisionRecord.create({
    data: {
      caseId,
      engineVersion: input.engineVersion,
      decidedOn: fromIsoDate(input.today),
      decidedAt: at,
      input: input as unknown as Prisma.InputJsonValue,
      inputSha256,
      output: output as unknown as Prisma.InputJsonValue,
    },
    select: { id: true },
  });
  return row.id;
}

/** Ranks and levels of lines never fall. */
export async function raiseRanks(
  tx: FactsTransaction,
  ranks: { id: string; rank: number; level: number }[],
): Promise<void> {
  const byTarget = Map.groupBy(ranks, ({ rank, level }) => `${rank}/${level}`);
  for (const group of byTarget.values()) {
    const { rank, level } = group[0]!;
    const ids = group.map((entry) => entry.id);
    await tx.openItem.updateMany({ where: { id: { in: ids }, rank: { lt: rank } }, data: { rank } });
    await tx.openItem.updateMany({ where: { id: { in: ids }, level: { lt: level } }, data: { level } });
  }
}

/** Ranks as another scenario begins with them. */
export async function setRanks(tx: FactsTransaction, ranks: { id: string; rank: number }[]): Promise<void> {
  for (const { id, rank } of ranks) await tx.openItem.update({ where: { id }, data: { rank } });
}

/** The case follows another version from here on: another run of the scenario. */
export async function followVersion(
  tx: FactsTransaction,
  caseId: string,
  scenarioVersionId: string,
): Promise<void> {
  await tx.collectionCase.update({
    where: { id: caseId },
    data: { scenarioVersionId, scenarioRun: { increment: 1 } },
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

/** Nothing of the case leaves before the instant; null: as soon as the rules allow. */
export async function waitUntil(db: Db, caseId: string, until: Date | null): Promise<void> {
  await db.collectionCase.update({ where: { id: caseId }, data: { waitsUntil: until } });
}

/** The same by customer, where it has a case: what is written beside the case may still be taken back. */
export async function waitUntilOf(db: Db, customerId: string, until: Date | null): Promise<void> {
  await db.collectionCase.updateMany({ where: { customerId }, data: { waitsUntil: until } });
}
