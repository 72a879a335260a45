import type { z } from 'zod';
import type { ScenarioDefinition } from '../../../domain/model/scenario.ts';
import { messageLanguages, type MessageLanguage } from '../../../domain/vocabulary/languages.ts';
import type { ScenarioRow } from '../../../prisma/queries/scenarios/read.ts';
import type { TemplateRow, TemplateSetRow } from '../../../prisma/queries/templates/read.ts';
import { templateOptions, type template, type templateSet, type templateUse } from './schema.ts';

export function presentSet(
  row: TemplateSetRow,
  names: Map<string, string>,
  usedIn: z.output<typeof templateUse>[] = [],
): z.output<typeof templateSet> {
  return {
    id: row.id,
    key: row.key,
    name: row.name,
    audience: row.audience,
    form: row.form,
    createdAt: row.createdAt.toISOString(),
    templates: row.templates.map((text) => presentTemplate(text, names)),
    usedIn,
  };
}

export function presentTemplate(text: TemplateRow, names: Map<string, string>): z.output<typeof template> {
  return {
    id: text.id,
    language: languageOf(text.language),
    version: text.version,
    subject: text.subject,
    body: text.body,
    options: templateOptions.parse(text.options),
    createdAt: text.createdAt.toISOString(),
    createdBy: text.createdBy === null ? null : (names.get(text.createdBy) ?? null),
  };
}

/** Steps of the newest published version and of a draft of each scenario that take the text. */
export function usesOf(scenarios: readonly ScenarioRow[], key: string): z.output<typeof templateUse>[] {
  return scenarios.flatMap(({ id, name, versions }) =>
    (['draft', 'published'] as const).flatMap((state) => {
      const newest = versions.find((version) => version.state === state);
      const { steps = [] } = (newest?.definition ?? {}) as Partial<ScenarioDefinition>;
      return steps
        .filter(({ template: used }) => used === key)
        .map((step) => ({
          ...{ scenarioId: id, scenario: name, state, version: newest!.version },
          ...{ stepKey: step.key, step: step.name ?? step.key, channel: step.channel, mode: step.mode },
        }));
    }),
  );
}

function languageOf(stored: string): MessageLanguage {
  const language = messageLanguages.find((known) => known === stored);
  if (language === undefined) throw new Error(`template language ${stored} is not in the vocabulary`);
  return language;
}
