/** By whom the demo company sends letters, and its letters of today. */
import { changeLetterConnection } from '../../application/letters/connect.ts';
import type { LetterSettings } from '../../domain/model/letter-settings.ts';
import type { Db } from '../client.ts';
import { installLetterTexts } from './letter-texts.ts';
import { asClient } from '../transaction.ts';
import type { TakeTodaysLetters, TodaysLetter } from './past-steps.ts';
import type { Story } from './story.ts';

export const letterSettingsOfDemo: Partial<LetterSettings> = {
  details: ['+33 1 55 01 00 02', 'receivables@acme.example'],
  legal: ['SAS au capital de 120 000 €'],
  references: ['customer_number', 'contact_person', 'contact_phone'],
};

const carried = ['standard', 'registered', 'electronic_registered', 'electronic_qualified'] as const;

/** An hour to take each back. */
export async function seedLetterPost(
  tx: Db,
  { entityId, userId }: { entityId: string; userId: string },
): Promise<void> {
  await installLetterTexts(tx, entityId);
  await changeLetterConnection(
    asClient(tx),
    { entityId, userId, currency: 'EUR', at: new Date() },
    {
      provider: 'maileva',
      carries: carried,
      changes: {
        enabled: true,
        kinds: [...carried],
        recallMinutes: 60,
        prices: {
          standard: { baseMinor: 142, extraSheetMinor: 12 },
          registered: { baseMinor: 689, extraSheetMinor: 12 },
          electronic_registered: { baseMinor: 430, extraSheetMinor: 0 },
          electronic_qualified: { baseMinor: 490, extraSheetMinor: 0 },
        },
        monthlyCapMinor: 50_000,
      },
      asRead: undefined,
    },
  );
  await changeLetterConnection(
    asClient(tx),
    { entityId, userId, currency: 'EUR', at: new Date() },
    {
      provider: 'self_hosted',
      carries: ['tracked_electronic'],
      changes: { enabled: true, kinds: ['tracked_electronic'], recallMinutes: 60 },
      asRead: undefined,
    },
  );
}

export async function seedTodaysLetters(
  tx: Db,
  {
    entityId,
    stories,
    takeTodaysLetters,
  }: { entityId: string; stories: Story[]; takeTodaysLetters: TakeTodaysLetters },
): Promise<void> {
  const letters: TodaysLetter[] = [];
  for (const { number, name: about, letterToday: today } of stories) {
    if (today === undefined) continue;
    const { id: customerId, collectorId } = await tx.customer.findUniqueOrThrow({
      where: { legalEntityId_number: { legalEntityId: entityId, number } },
      select: { id: true, collectorId: true },
    });
    letters.push({ customerId, about, today, by: { userId: collectorId! } });
  }
  await takeTodaysLetters(tx, letters);
}
