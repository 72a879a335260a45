import type { CalendarSettings } from '../../../domain/model/calendar.ts';
import type { ModelUse } from '../../../domain/vocabulary/proposals.ts';
import { toIsoDateOrNull, toMinor } from '../../convert.ts';
import type { ContactCap } from '../../../domain/model/scenario.ts';
import { readLetterSettings } from '../../../domain/model/letter-settings.ts';
import { type Db } from '../../client.ts';

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
  const row = await db.legalEntity.findUniqueOrThrow({
    where: { id: entityId },
    omit: { logoPng: true, signaturePng: true },
  });
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
    letterSettings: readLetterSettings(row.letterSettings),
    hasSignature: (await db.legalEntity.count({ where: { id: entityId, signaturePng: { not: null } } })) > 0,
    hasLogo: (await db.legalEntity.count({ where: { id: entityId, logoPng: { not: null } } })) > 0,
  };
}

export type EntitySettingsRow = Awaited<ReturnType<typeof readEntitySettings>>;

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

export async function isEntityCodeTaken(db: Db, code: string): Promise<boolean> {
  return (await db.legalEntity.count({ where: { code } })) > 0;
}

/** The picture above the name of anyone who signs letters. */
export async function readSignature(db: Db, entityId: string): Promise<Uint8Array | null> {
  const row = await db.legalEntity.findUnique({ where: { id: entityId }, select: { signaturePng: true } });
  return row?.signaturePng ?? null;
}

/** For how many days its links work, by kind. */
export async function readLinkLives(
  db: Db,
  entityId: string,
): Promise<{ linkDays: number; internalLinkDays: number }> {
  return db.legalEntity.findUniqueOrThrow({
    where: { id: entityId },
    select: { linkDays: true, internalLinkDays: true },
  });
}

export async function modelUseOf(db: Db, entityId: string): Promise<ModelUse> {
  const { modelUse } = await db.legalEntity.findUniqueOrThrow({
    where: { id: entityId },
    select: { modelUse: true },
  });
  return modelUse;
}
