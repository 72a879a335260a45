import type { Channel } from '../../../domain/vocabulary/channels.ts';
import type { ModelUse } from '../../../domain/vocabulary/proposals.ts';
import type { PortalCodeRule } from '../../../domain/vocabulary/visitors.ts';
import type { ReplyHold } from '../../../domain/vocabulary/replies.ts';
import { fromIsoDate } from '../../convert.ts';
import { Prisma, type Db } from '../../client.ts';
import type { EntitySettingsRow } from './read.ts';

/** What of it a person sets; the rest follows from imports, switches and the clock. */
export type EntityChanges = Partial<
  Pick<
    EntitySettingsRow,
    | 'name'
    | 'address'
    | 'registrationNumber'
    | 'vatNumber'
    | 'iban'
    | 'bic'
    | 'bankName'
    | 'currency'
    | 'country'
    | 'timeZone'
    | 'language'
    | 'senderName'
    | 'senderEmail'
    | 'senderChangedAt'
    | 'ownDomains'
    | 'calendar'
    | 'minimumAmountMinor'
    | 'contactCap'
    | 'messageLineLimit'
    | 'sharedAddress'
    | 'ledgerMaxAgeDays'
    | 'clearApprovalPct'
    | 'lateInterestPct'
    | 'lateInterestKind'
    | 'fixedCompensationMinor'
    | 'defaultScenarioId'
    | 'letterSettings'
  >
>;

export async function updateEntity(db: Db, entityId: string, changes: EntityChanges): Promise<void> {
  const { contactCap, ...rest } = changes;
  await db.legalEntity.update({
    where: { id: entityId },
    data: { ...rest, ...(contactCap === undefined ? {} : { contactCap: contactCap ?? Prisma.DbNull }) },
  });
}

export async function setLogo(db: Db, entityId: string, png: Uint8Array | null): Promise<void> {
  await db.legalEntity.update({
    where: { id: entityId },
    data: { logoPng: png === null ? null : new Uint8Array(png) },
  });
}

export async function setSignature(db: Db, entityId: string, png: Uint8Array | null): Promise<void> {
  await db.legalEntity.update({
    where: { id: entityId },
    data: { signaturePng: png === null ? null : new Uint8Array(png) },
  });
}

/** Changes of settings stand in line: what was before is read under the same lock as it is changed. */
export async function lockEntity(db: Db, entityId: string): Promise<void> {
  await db.$queryRaw(
    Prisma.sql`SELECT 1 FROM "LegalEntity" WHERE "id" = ${entityId}::uuid FOR NO KEY UPDATE`,
  );
}

/** Sending is switched on for the first time: answers whether it was. */
export async function markSwitchedOn(db: Db, entityId: string, at: Date): Promise<boolean> {
  const { count } = await db.legalEntity.updateMany({
    where: { id: entityId, switchedOnAt: null },
    data: { switchedOnAt: at },
  });
  return count === 1;
}

export interface EntityPause {
  entityId: string;
  paused: boolean;
  /** First day on which sending goes on; null: until switched on again. */
  until: string | null;
  reason: string | null;
}

export async function setEntityPause(
  db: Db,
  { entityId, paused, until, reason }: EntityPause,
): Promise<void> {
  await db.legalEntity.update({
    where: { id: entityId },
    data: {
      pausedUntil: paused && until !== null ? fromIsoDate(until) : null,
      pausedForGood: paused && until === null,
      pauseReason: paused ? reason : null,
    },
  });
}

export async function setPausedChannels(db: Db, entityId: string, channels: Channel[]): Promise<void> {
  await db.legalEntity.update({ where: { id: entityId }, data: { pausedChannels: channels } });
}

export interface PageSettings {
  linkDays: number;
  internalLinkDays: number;
  answerDays: number;
  portalCode: PortalCodeRule;
  replyHold: ReplyHold;
  ownDomains: string[];
}

/** Links that exist keep their end; the next ones last as long as is said here. */
export async function setPageSettings(db: Db, entityId: string, settings: PageSettings): Promise<void> {
  await db.legalEntity.update({ where: { id: entityId }, data: settings });
}

export async function setModelUse(tx: Db, entityId: string, modelUse: ModelUse): Promise<void> {
  await tx.legalEntity.update({ where: { id: entityId }, data: { modelUse }, select: { id: true } });
}
