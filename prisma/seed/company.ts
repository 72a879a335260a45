/** A legal entity ready to be set up: its texts, statuses and standard scenario are there, and nothing leaves yet. */
import { placeholderEmail } from '../../domain/company/placeholder.ts';
import type { Db } from '../client.ts';
import { installItemStatuses } from '../../application/item-statuses/catalogue.ts';
import { readyMadeScenario } from './ready-made.ts';
import { installTemplateSets } from './template-sets.ts';

export interface NewCompany {
  code: string;
  name: string;
  currency: string;
  country: string;
  timeZone: string;
  language: string;
  at: Date;
  /** Who publishes its first scenario; null: the installation itself. */
  userId: string | null;
}

/** Answers its id. Paused until somebody switches it on: nothing leaves in the name of a company half set up. */
export async function createCompany(tx: Db, { at, userId, ...company }: NewCompany): Promise<string> {
  const definition = await readyMadeScenario('standard', company.language);
  const { id } = await tx.legalEntity.create({
    data: {
      ...company,
      senderName: company.name,
      senderEmail: placeholderEmail,
      pausedForGood: true,
      calendar: {
        sendDays: ['mon', 'tue', 'wed', 'thu', 'fri'],
        holidayCountries: [],
        extraHolidays: [],
        debtorWeekend: true,
        windowStart: '08:30',
        windowEnd: '17:30',
        spreadMinutes: 45,
      },
    },
    select: { id: true },
  });
  await installTemplateSets(tx, id, company.language);
  await installItemStatuses(tx, id, company.language);
  const scenario = await tx.scenario.create({
    data: {
      legalEntityId: id,
      name: definition.name,
      versions: {
        create: { version: 1, state: 'published', definition, publishedAt: at, publishedBy: userId },
      },
    },
  });
  await tx.legalEntity.update({ where: { id }, data: { defaultScenarioId: scenario.id } });
  return id;
}
