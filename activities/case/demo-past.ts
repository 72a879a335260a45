/**
 * What the demo company did before its first start: the steps of its scenario, taken one by one on their day through
 * the functions of the product, so that messages, decisions, history and agenda say the same as those of any other
 * company. Only the mail server is missing: nothing leaves.
 */
import { createRenderer } from '../adapters/render/renderer.ts';
import { messageForms } from '../channels/registry.ts';
import {
  composeAll,
  readStepContext,
  type ComposeAllDeps,
  type ReadyAction,
  type StepContext,
} from './compose-all.ts';
import { storeFrozen } from '../../prisma/queries/outbound/freeze.ts';
import { decideNow } from '../../application/case/decide.ts';
import { openStep } from '../../application/case/open-step.ts';
import { recordPerformed } from '../../application/case/record-outcome.ts';
import type { DueStep } from '../../domain/model/decision.ts';
import type { DemoLetters } from './demo-letters.ts';
import type { Db, PrismaClient } from '../../prisma/client.ts';
import { channelsThat, traitsOf } from '../../domain/channels/traits.ts';
import { addDays } from '../../domain/calendar/iso-date.ts';
import type { IsoDate } from '../../domain/model/common.ts';
import { fromIsoDate } from '../../prisma/convert.ts';
import type { PastStep, TakePastSteps } from '../../prisma/seed/past-steps.ts';

export interface PastOptions {
  /** Of the installation: seals messages and names them. */
  secret: string;
  publicUrl: string;
  /** Absent: none of the steps is a letter. */
  letters?: DemoLetters | undefined;
}

/** A step that public holidays moved is tried on so many days more; then the demo goes without it. */
const patienceDays = 6;
const hourMs = 3_600_000;
const handedOver = channelsThat(({ byConnector }) => byConnector);
const minuteMs = 60_000;

/** How the demo takes its steps of the past; everything within the transaction that seeds it. */
export function pastSteps({ secret, publicUrl, letters }: PastOptions): TakePastSteps {
  return async (tx, entityId, steps, until) => {
    const renderer = createRenderer({ budgetMs: 20_000 });
    try {
      // Composing asks for a client and begins no transaction of its own.
      const prisma = tx as PrismaClient;
      const deps = { prisma, renderer, secret, publicUrl, channels: messageForms, letters };
      const waiting = new Set(steps);
      for (const day of daysOf(steps, until)) {
        const due = [...waiting].filter(({ on }) => on <= day);
        if (due.length === 0) continue;
        // The ledger of that day, as the decisions of that day saw it.
        const ledger = { ledgerAsOf: fromIsoDate(day), ledgerImportedAt: new Date(instantOn(day, 0)) };
        await tx.legalEntity.update({ where: { id: entityId }, data: ledger });
        for (const [index, step] of due.entries()) {
          const taken = await takeStep(tx, deps, { ...step, on: day }, instantOn(day, index));
          if (taken || addDays(step.on, patienceDays) <= day) waiting.delete(step);
        }
      }
    } finally {
      await renderer.close();
    }
    await acceptedThen(tx, entityId);
    await datedThen(tx, entityId);
  };
}

function daysOf(steps: PastStep[], until: IsoDate): IsoDate[] {
  const days: IsoDate[] = [];
  const first = steps.map(({ on }) => on).toSorted()[0] ?? until;
  for (let day = first; day < until; day = addDays(day, 1)) if (!isWeekend(day)) days.push(day);
  return days;
}

/** A step that waited is not tried on days on which an office is empty. */
function isWeekend(day: IsoDate): boolean {
  return [0, 6].includes(fromIsoDate(day).getUTCDay());
}

/** Minutes apart, in the morning. */
function instantOn(day: string, index: number): number {
  return fromIsoDate(day).getTime() + 8 * hourMs + index * 3 * minuteMs;
}

/** Decides, composes, freezes and records as a case does; answers false where no step would have been taken then. */
async function takeStep(
  tx: Db,
  deps: ComposeAllDeps & Pick<PastOptions, 'letters'>,
  step: PastStep,
  at: number,
): Promise<boolean> {
  const decided = await decideNow(tx, step.customerId, at);
  const due = decided?.decision.due;
  if (!decided || !due || decided.decision.gates.length > 0) return false;
  if (traitsOf(due.channel).byConnector) {
    await deps.letters!.takePast(tx, { ...step, mode: due.mode }, at);
    return true;
  }
  const by = due.mode === 'automatic' ? undefined : step.by;
  // Somebody confirmed it an hour later.
  const leftAt = by === undefined ? at : at + hourMs;
  const confirmed = by && { userId: by.userId, at: new Date(leftAt) };
  const action = await openStep(tx, { decided, due, confirmed, at: new Date(at) });
  const context = await readStepContext(deps, { decided, action });
  const composed = context.ok
    ? await composeAll(deps, asThen({ decided, action, ...context.value }, due), { at: new Date(leftAt) })
    : context;
  if (!composed.ok) throw new Error(`the demo: ${step.about} on ${step.on}: ${composed.code}`);
  await storeFrozen(tx, composed.value);
  const sent = await tx.outboundMessage.updateManyAndReturn({
    where: { actionId: action.id },
    data: { state: 'accepted', attempt: 1, sealedBytes: null },
    select: { id: true, recipientAddress: true, subject: true },
  });
  await recordPerformed(tx, {
    position: decided.position,
    action,
    on: step.on,
    at: new Date(leftAt),
    actor: by === undefined ? { kind: 'system' } : { kind: 'user', id: by.userId },
    kind: 'message_sent',
    data: {
      mode: action.mode,
      messageIds: sent.map(({ id }) => id),
      recipients: sent.map(({ recipientAddress }) => recipientAddress),
      subject: sent[0]!.subject,
      decisionId: decided.decisionId,
    },
  });
  return true;
}

/** Its totals are those of the ledger of that day. */
function asThen(ready: ReadyAction & StepContext, { totals }: DueStep): ReadyAction & StepContext {
  return { ...ready, context: { ...ready.context, ledger: totals } };
}

/** The mail server took each at its first attempt; letters were really handed over. */
async function acceptedThen(tx: Db, entityId: string): Promise<void> {
  await tx.$executeRaw`
    INSERT INTO "OutboundAttempt"
      ("id", "messageId", "attempt", "worker", "claimedAt", "gatePassedAt", "endedAt", "responseCode", "response")
    SELECT gen_random_uuid(), "id", 1, 'demo', "frozenAt", "frozenAt", "frozenAt", 250, '2.0.0 Ok: queued'
    FROM "OutboundMessage" WHERE "legalEntityId" = ${entityId}::uuid AND "channel"::text <> ALL(${handedOver})`;
  await tx.$executeRaw`
    INSERT INTO "OutboundAcknowledgement" ("messageId", "source", "sent", "response", "at")
    SELECT "id", 'receipt', true, '2.0.0 Ok: queued', "frozenAt"
    FROM "OutboundMessage" WHERE "legalEntityId" = ${entityId}::uuid AND "channel"::text <> ALL(${handedOver})`;
}

/** Rows are dated by when they are written; these were written then. */
async function datedThen(tx: Db, entityId: string): Promise<void> {
  await tx.$executeRaw`
    UPDATE "AgendaAction" SET "createdAt" = "proposedAt", "updatedAt" = coalesce("closedAt", "updatedAt")
    WHERE "legalEntityId" = ${entityId}::uuid`;
  await tx.$executeRaw`
    UPDATE "OutboundMessage" SET "createdAt" = "frozenAt", "updatedAt" = "frozenAt"
    WHERE "legalEntityId" = ${entityId}::uuid`;
  await tx.$executeRaw`
    UPDATE "DecisionRecord" d SET "createdAt" = d."decidedAt"
    FROM "CollectionCase" k WHERE k."id" = d."caseId" AND k."legalEntityId" = ${entityId}::uuid`;
  await tx.$executeRaw`
    UPDATE "CountedContact" c SET "createdAt" = c."on"
    FROM "Customer" o WHERE o."id" = c."customerId" AND o."legalEntityId" = ${entityId}::uuid`;
}
