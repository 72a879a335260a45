/** What an installation without demo data needs to be usable: one legal entity and its first administrator. */
import { readFile } from 'node:fs/promises';
import { scenarioDefinition } from '../../domain/model/scenario.ts';
import type { PrismaClient } from '../client.ts';
import { installItemStatuses } from '../queries/item-statuses.ts';
import { installTemplateSets } from './template-sets.ts';

export interface FirstCompany {
  administratorEmail: string;
  /** Hash of a password that was made for this installation. */
  passwordHash: string;
  timeZone: string;
}

/** Answers false, and changes nothing, where a user exists already. */
export async function seedFirstCompany(db: PrismaClient, first: FirstCompany): Promise<boolean> {
  if ((await db.user.count()) > 0) return false;
  const file = new URL('./scenarios/standard.json', import.meta.url);
  const definition = scenarioDefinition.parse(JSON.parse(await readFile(file, 'utf8')));
  await db.$transaction(async (tx) => {
    const entity = await tx.legalEntity.create({
      data: {
        code: 'MAIN',
        name: 'My company',
        currency: 'EUR',
        country: 'FR',
        timeZone: first.timeZone,
        senderName: 'My company',
        senderEmail: first.administratorEmail,
        // Paused until someone has set the sender: nothing leaves in the name of "My company".
        pausedForGood: true,
        pauseReason: 'not set up yet',
        calendar: {
          sendDays: ['mon', 'tue', 'wed', 'thu', 'fri'],
          holidayCountries: ['FR'],
          extraHolidays: [],
          windowStart: '08:30',
          windowEnd: '17:30',
          spreadMinutes: 45,
        },
      },
    });
    const user = await tx.user.create({
      data: {
        email: first.administratorEmail,
        name: 'Administrator',
        role: 'administrator',
        passwordHash: first.passwordHash,
        memberships: { create: { legalEntityId: entity.id } },
      },
    });
    await installTemplateSets(tx, entity.id);
    await installItemStatuses(tx, entity.id, entity.language);
    const scenario = await tx.scenario.create({
      data: {
        legalEntityId: entity.id,
        name: definition.name,
        versions: {
          create: {
            version: 1,
            state: 'published',
            definition,
            publishedAt: new Date(),
            publishedBy: user.id,
          },
        },
      },
    });
    await tx.legalEntity.update({ where: { id: entity.id }, data: { defaultScenarioId: scenario.id } });
  });
  return true;
}
