/** From a switch of the whole company to what it means for one customer. */
import type { z } from 'zod';
import { checkUntil } from '../../../domain/qualification/checks.ts';
import { RefusedError, accepted } from '../../../domain/errors.ts';
import type { Db } from '../../../prisma/client.ts';
import { findPublishedVersion } from '../../../prisma/queries/scenarios/read.ts';
import type { Imagine } from '../../../application/case/forecast.ts';
import type { StoredPosition } from '../../../prisma/queries/position/read.ts';
import type { AppDeps, EntityScope } from '../../context.ts';
import type { Intended } from '../../plugins/dry-run.ts';
import type { companyChange } from './set-schema.ts';

/** A switch of the company is imagined for each customer; what is given to customers is carried out, and rolled back. */
export type CompanyIntended = { kind: 'imagined'; imagine: Imagine } | Extract<Intended, { kind: 'act' }>;

/** @throws RefusedError with what the switch would be refused with */
export async function companyIntended(
  { db }: AppDeps,
  entity: EntityScope,
  change: z.output<typeof companyChange>,
): Promise<CompanyIntended> {
  switch (change.kind) {
    case 'pause': {
      const { until } = change;
      accepted(checkUntil(until, entity.today));
      return imagined({ pausedUntil: until, pausedForGood: until === null });
    }
    case 'resume':
      return imagined({ pausedUntil: null, pausedForGood: false });
    case 'channels':
      return imagined({ pausedChannels: change.pausedChannels });
    case 'settings':
      return imagined(given(change.changes));
    case 'default_scenario': {
      const { scenarioId } = change;
      if ((await findPublishedVersion(db, { entityId: entity.id, scenarioId })) === null)
        throw new RefusedError('not_found');
      return { kind: 'act', carryOut: (tx, customerId) => followDefault(tx, customerId, scenarioId) };
    }
  }
}

/** What is named: a value that is absent changes nothing. */
function given<T extends object>(changes: T): { [K in keyof T]?: Exclude<T[K], undefined> } {
  return Object.fromEntries(Object.entries(changes).filter(([, value]) => value !== undefined)) as never;
}

function imagined(changes: Partial<StoredPosition['entity']>): CompanyIntended {
  return {
    kind: 'imagined',
    imagine: (position) => ({ ...position, entity: { ...position.entity, ...changes } }),
  };
}

/** The default is for anyone who follows nothing yet: cases that run stay where they are. */
async function followDefault(tx: Db, customerId: string, scenarioId: string): Promise<void> {
  const isFollowed = (await tx.collectionCase.count({ where: { customerId } })) > 0;
  if (isFollowed) return;
  await tx.customer.updateMany({ where: { id: customerId, scenarioId: null }, data: { scenarioId } });
}
