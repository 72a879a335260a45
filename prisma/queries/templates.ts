import type { Template, Db } from '../client.ts';
import { messageLanguages, type MessageLanguage } from '../../domain/vocabulary/languages.ts';
import type { TemplateAudience } from '../../domain/vocabulary/scenarios.ts';

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
