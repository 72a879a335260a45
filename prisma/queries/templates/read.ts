/** Template sets as people edit them: a text by language, every save a new version. */
import type { Prisma} from '../../client.ts';
import { type Db, type Template } from '../../client.ts';
import { messageLanguages, type MessageLanguage } from '../../../domain/vocabulary/languages.ts';
import type { TemplateAudience } from '../../../domain/vocabulary/scenarios.ts';

export const setSelect = {
  id: true,
  key: true,
  name: true,
  audience: true,
  createdAt: true,
  templates: { orderBy: [{ language: 'asc' }, { version: 'desc' }], distinct: ['language'] },
} satisfies Prisma.TemplateSetSelect;

export type TemplateSetRow = Prisma.TemplateSetGetPayload<{ select: typeof setSelect }>;

/** Each set with the newest text of each language. */
export async function listTemplateSets(db: Db, entityId: string): Promise<TemplateSetRow[]> {
  return db.templateSet.findMany({
    where: { legalEntityId: entityId },
    select: setSelect,
    orderBy: { key: 'asc' },
  });
}

export async function readTemplateSet(
  db: Db,
  { entityId, key }: { entityId: string; key: string },
): Promise<TemplateSetRow | null> {
  return db.templateSet.findUnique({
    where: { legalEntityId_key: { legalEntityId: entityId, key } },
    select: setSelect,
  });
}

export interface TemplateText extends Pick<Template, 'id' | 'version' | 'subject' | 'bodyHtml' | 'options'> {
  /** The message takes this language for everything in it. */
  language: MessageLanguage;
}

export interface TemplateWish {
  legalEntityId: string;
  key: string;
  language: string;
  /** A text written for the other audience is not found, whatever the scenario says (I-5). */
  audience?: TemplateAudience;
}

/**
 * The newest text of a set: in the language asked for, else in the entity's, else in English, else in any. Versions
 * are never changed, so the id names exactly what was sent. Null: the set is empty or not there.
 */
export async function newestTemplate(
  db: Db,
  { legalEntityId, key, language, audience = 'customer' }: TemplateWish,
): Promise<TemplateText | null> {
  const rows = await db.template.findMany({
    where: { set: { legalEntityId, key, audience } },
    orderBy: [{ language: 'asc' }, { version: 'desc' }],
    distinct: ['language'],
    select: {
      id: true,
      version: true,
      language: true,
      subject: true,
      bodyHtml: true,
      options: true,
      set: { select: { legalEntity: { select: { language: true } } } },
    },
  });
  const own = rows[0]?.set.legalEntity.language;
  const wishes = [language, own, 'en', ...messageLanguages];
  const found = wishes.flatMap((wish) => rows.filter((row) => row.language === wish))[0];
  if (!found) return null;
  const { set: _set, ...text } = found;
  return { ...text, language: text.language as MessageLanguage };
}
