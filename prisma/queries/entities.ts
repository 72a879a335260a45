import type { CalendarSettings } from '../../domain/model/calendar.ts';
import type { Channel } from '../../domain/vocabulary/channels.ts';
import type { PortalCodeRule } from '../../domain/vocabulary/visitors.ts';
import type { ReplyHold } from '../../domain/vocabulary/replies.ts';
import { fromIsoDate, toIsoDateOrNull, toMinor } from '../convert.ts';
import type { ContactCap } from '../../domain/model/scenario.ts';
import { Prisma, type Db } from '../client.ts';

const scopeSelect = {
  id: true,
  code: true,
  name: true,
  currency: true,
  country: true,
  timeZone: true,
} as const;

/** The legal entity, when the user is a member of it; null otherwise, as for one that does not exist. */
export async function readMemberEntity(db: Db, { entityId, userId }: { entityId: string; userId: string }) {
  const membership = await db.membership.findUnique({
    where: { userId_legalEntityId: { userId, legalEntityId: entityId } },
    select: { legalEntity: { select: scopeSelect } },
  });
  return membership?.legalEntity ?? null;
}

export async function listMemberEntities(db: Db, userId: string) {
  return db.legalEntity.findMany({
    where: { memberships: { some: { userId } } },
    select: { ...scopeSelect, switchedOnAt: true, pausedForGood: true, pausedUntil: true },
    orderBy: [{ name: 'asc' }, { id: 'asc' }],
  });
}

/** Everything an administrator sees of an entity's settings. */
export async function readEntitySettings(db: Db, entityId: string) {
  const row = await db.legalEntity.findUniqueOrThrow({ where: { id: entityId }, omit: { logoPng: true } });
  return {
    ...row,
    calendar: row.calendar as CalendarSettings,
    address: row.address as Record<string, string>,
    minimumAmountMinor: row.minimumAmountMinor as Record<string, number>,
    ledgerAsOf: toIsoDateOrNull(row.ledgerAsOf),
    pausedUntil: toIsoDateOrNull(row.pausedUntil),
    lateInterestPct: row.lateInterestPct === null ? null : row.lateInterestPct.toNumber(),
    fixedCompensationMinor: row.fixedCompensationMinor === null ? null : toMinor(row.fixedCompensationMinor),
    contactCap: row.contactCap as ContactCap | null,
    hasLogo: (await db.legalEntity.count({ where: { id: entityId, logoPng: { not: null } } })) > 0,
  };
}

export type EntitySettingsRow = Awaited<ReturnType<typeof readEntitySettings>>;

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

/**
 * The legal entity named by its code, when the user is a member of it; without a code the only one of the user.
 * Null otherwise, as for one that does not exist.
 */
export async function readMemberEntityByCode(
  db: Db,
  { code, userId }: { code: string | undefined; userId: string },
) {
  const entities = await db.legalEntity.findMany({
    where: { memberships: { some: { userId } }, ...(code === undefined ? {} : { code }) },
    select: scopeSelect,
    take: 2,
  });
  return entities.length === 1 ? entities[0]! : null;
}

/** The entity's own mail domains, as an administrator wrote them (I-5). */
export async function ownDomainsOf(db: Db, entityId: string): Promise<string[]> {
  const { ownDomains } = await db.legalEntity.findUniqueOrThrow({
    where: { id: entityId },
    select: { ownDomains: true },
  });
  return ownDomains;
}

export async function isEntityCodeTaken(db: Db, code: string): Promise<boolean> {
  return (await db.legalEntity.count({ where: { code } })) > 0;
}

export async function addMembership(
  db: Db,
  membership: { userId: string; legalEntityId: string },
): Promise<void> {
  await db.membership.create({ data: membership });
}
