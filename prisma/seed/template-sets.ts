/** The ready-made reminders: a set per step of the standard scenario, in every message language. */
import { readFile } from 'node:fs/promises';
import { documentFromHtml } from '../../domain/document/from-template.ts';
import { checkTemplate, type CheckedTemplate } from '../../domain/template/validate.ts';
import { messageLanguages, type MessageLanguage } from '../../domain/vocabulary/languages.ts';
import type { TemplateAudience } from '../../domain/vocabulary/scenarios.ts';
import type { Db, Prisma } from '../client.ts';
import { readyMadeName } from './ready-made.ts';

export const readyMadeSets = [
  { key: 'friendly_reminder', name: 'Friendly reminder' },
  { key: 'second_reminder', name: 'Second reminder' },
  { key: 'firm_reminder', name: 'Firm reminder' },
  { key: 'formal_notice', name: 'Formal notice' },
] as const;

/** Written to colleagues (I-4); no message to a customer can take them. */
export const colleagueSets = [{ key: 'ask_sales_manager', name: 'Ask the sales manager' }] as const;

/** Names of the ready-made sets by key. */
export function readyMadeSetNames(language: string): Record<string, string> {
  return Object.fromEntries(
    [...readyMadeSets, ...colleagueSets].map(({ key, name }) => [key, readyMadeName(name, language)]),
  );
}

/** Each as a spreadsheet that accounting can work with. */
const withStatement = { attachments: ['statement_xlsx'] };

/** Installs the sets that the entity does not have; texts already there, also edited ones, are left alone. */
export async function installTemplateSets(
  db: Db,
  legalEntityId: string,
  companyLanguage = 'en',
): Promise<void> {
  const sets = [
    ...readyMadeSets.map((set) => ({ ...set, audience: 'customer' as const, options: withStatement })),
    ...colleagueSets.map((set) => ({ ...set, audience: 'colleague' as const, options: {} })),
  ];
  for (const { key, name, audience, options } of sets) {
    const set = await db.templateSet.upsert({
      where: { legalEntityId_key: { legalEntityId, key } },
      create: { legalEntityId, key, name: readyMadeName(name, companyLanguage), audience },
      update: {},
      select: { id: true },
    });
    for (const language of messageLanguages) {
      const known = await db.template.count({ where: { setId: set.id, language } });
      if (known > 0) continue;
      const { subject, body } = await readyMadeTemplate(key, language, audience);
      await db.template.create({
        data: {
          ...{ setId: set.id, language, version: 1, options, subject },
          body: body as unknown as Prisma.InputJsonObject,
        },
      });
    }
  }
}

/** One text from its file. Throws when the file would be refused at save. */
export async function readyMadeTemplate(
  key: string,
  language: MessageLanguage,
  audience: TemplateAudience = 'customer',
): Promise<CheckedTemplate> {
  return readTemplateFile(new URL(`./templates/${key}.${language}.html`, import.meta.url), audience);
}

export async function readTemplateFile(file: URL, audience: TemplateAudience): Promise<CheckedTemplate> {
  const source = await readFile(file, 'utf8');
  const [, subject, html] = /^---\nsubject: (.+)\n---\n([\s\S]+)$/.exec(source) ?? [];
  const read = documentFromHtml(html);
  const checked = read.ok ? checkTemplate({ subject, body: read.value }, audience) : read;
  if (!checked.ok) throw new Error(`${file.pathname}: ${checked.code} ${JSON.stringify(checked.params)}`);
  return checked.value;
}
