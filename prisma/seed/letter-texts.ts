/** Scenarios with letters, and the texts of their letters: in the languages of those customers that get them. */
import { readFile } from 'node:fs/promises';
import { scenarioDefinition, type ScenarioDefinition } from '../../domain/model/scenario.ts';
import type { Db, Prisma } from '../client.ts';
import { readTemplateFile } from './template-sets.ts';

export const letterScenarios = [
  'by-post',
  'letters-abroad',
  'letters-of-our-own',
  'letters-by-code',
] as const;
export type LetterScenario = (typeof letterScenarios)[number];

const folder = new URL('./letters/', import.meta.url);
const languages = ['en', 'fr'] as const;
const sets = [
  { key: 'letter_reminder', name: 'Reminder by letter' },
  { key: 'letter_formal_notice', name: 'Formal notice by letter' },
];

export async function letterScenario(name: LetterScenario): Promise<ScenarioDefinition> {
  return scenarioDefinition.parse(JSON.parse(await readFile(new URL(`${name}.json`, folder), 'utf8')));
}

export async function installLetterTexts(tx: Db, legalEntityId: string): Promise<void> {
  for (const { key, name } of sets) {
    const set = await tx.templateSet.create({
      data: { legalEntityId, key, name, audience: 'customer', form: 'letter' },
      select: { id: true },
    });
    for (const language of languages) {
      const { subject, body } = await readTemplateFile(
        new URL(`${key}.${language}.html`, folder),
        'customer',
      );
      await tx.template.create({
        data: { setId: set.id, language, subject, body: body as unknown as Prisma.InputJsonObject },
        select: { id: true },
      });
    }
  }
}
