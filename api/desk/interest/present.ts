import type { z } from 'zod';
import { ratesOf, rateUsed } from '../../../application/interest/rates.ts';
import { RefusedError } from '../../../domain/errors.ts';
import { itemCharges } from '../../../domain/interest/item-charges.ts';
import type { LateInterest } from '../../../domain/interest/late-interest.ts';
import { lateLawOf } from '../../../domain/interest/laws.ts';
import { ppmToPercent } from '../../../domain/interest/reference-rates.ts';
import type { Db } from '../../../prisma/client.ts';
import { readCustomerPlace, readUserNames } from '../../../prisma/queries/customers/read.ts';
import {
  readAddedCharges,
  readEnteredRates,
  readLateItem,
  readLateTerms,
  readWaivers,
} from '../../../prisma/queries/interest/read.ts';
import type { AppDeps } from '../../context.ts';
import { dayIn } from '../../day.ts';
import type { itemInterest, rateTable } from './schema.ts';

export async function presentRates(db: Db, entityId: string): Promise<z.input<typeof rateTable>> {
  const [table, entered, terms] = await Promise.all([
    ratesOf(db, entityId),
    readEnteredRates(db, entityId),
    readLateTerms(db, entityId),
  ]);
  const names = await readUserNames(
    db,
    entered.map(({ createdBy }) => createdBy),
  );
  const own = new Map(entered.map((row) => [`${row.rate} ${row.fromOn}`, row]));
  const rows = table.rows.map(({ rate, fromOn, ratePpm, source, isConfirmed }) => {
    const row = own.get(`${rate} ${fromOn}`);
    return {
      id: row?.id ?? null,
      rate,
      fromOn,
      percent: ppmToPercent(ratePpm),
      source,
      isConfirmed,
      enteredBy: row === undefined ? null : (names.get(row.createdBy) ?? ''),
      enteredAt: row?.createdAt.toISOString() ?? null,
    };
  });
  return {
    law: lateLawOf(terms.country)?.law ?? null,
    used: rateUsed(terms),
    rows: rows.sort((one, other) => (one.fromOn < other.fromOn ? 1 : -1)),
    knownThroughOn: table.knownThroughOn,
  };
}

/** @throws RefusedError `not_found` for an item of others and for one that nobody can be late with */
export async function presentItemInterest(
  { db, now }: AppDeps,
  { entityId, itemId }: { entityId: string; itemId: string },
): Promise<z.input<typeof itemInterest>> {
  const item = await readLateItem(db, { entityId, itemId });
  if (item === null) throw new RefusedError('not_found');
  const [terms, rates, waivers, added, { timeZone }] = await Promise.all([
    readLateTerms(db, entityId),
    ratesOf(db, entityId),
    readWaivers(db, itemId),
    readAddedCharges(db, itemId),
    readCustomerPlace(db, item.customerId),
  ]);
  const names = await readUserNames(
    db,
    waivers.map(({ createdBy }) => createdBy),
  );
  const waived = waivers.map(({ charge }) => charge);
  const charges = itemCharges({ item, terms, rates, waived, today: dayIn(timeZone, now()) });
  return {
    customerId: item.customerId,
    computation: charges.ok ? presentComputation(charges.value) : null,
    obstacle: charges.ok ? null : charges.obstacle,
    claimed: charges.ok ? charges.claimed : { interestMinor: 0, compensation: null },
    added,
    isOpen: item.isOpen,
    waivers: waivers.map(({ id, charge, reason, createdBy, createdAt }) => ({
      id,
      charge,
      reason,
      by: names.get(createdBy) ?? null,
      at: createdAt.toISOString(),
    })),
  };
}

function presentComputation({
  segments,
  compensation,
  ...rest
}: LateInterest): NonNullable<z.input<typeof itemInterest>['computation']> {
  return {
    ...rest,
    segments: segments.map(({ ratePpm, referencePpm, marginPpm, yearDays: _yearDays, ...segment }) => ({
      ...segment,
      percent: ppmToPercent(ratePpm),
      referencePercent: referencePpm === null ? null : ppmToPercent(referencePpm),
      marginPercent: ppmToPercent(marginPpm),
    })),
    compensation:
      compensation === null
        ? null
        : { amountMinor: compensation.amountMinor, currency: compensation.currency },
    compensationStatute: compensation?.statute ?? null,
  };
}
