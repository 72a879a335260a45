import type { Document } from '../../../domain/model/document.ts';
import type { TemplateAudience, TemplateForm } from '../../../domain/vocabulary/scenarios.ts';
import { Prisma, type Db } from '../../client.ts';
import { setRow, setSelect, type TemplateSetRow } from './read.ts';

/** Gives the sets that still have their name of `from` the one of `to`; both by key. */
export async function renameTemplateSets(
  db: Db,
  { entityId, from, to }: { entityId: string; from: Record<string, string>; to: Record<string, string> },
): Promise<void> {
  for (const [key, name] of Object.entries(to)) {
    const was = from[key];
    if (was === undefined || was === name) continue;
    await db.templateSet.updateMany({
      where: { legalEntityId: entityId, key, name: was },
      data: { name },
    });
  }
}

export interface NewTemplateVersion {
  entityId: string;
  key: string;
  /** Given when the set is made by this save. */
  name: string;
  /** Given when the set is made; it never changes afterwards. */
  audience: TemplateAudience;
  /** The same. */
  form: TemplateForm;
  language: string;
  subject: string;
  body: Document;
  options: Prisma.InputJsonObject;
  userId: string;
}

/** Writes the next version of one language; makes the set when it is not there. Run in a transaction. */
export async function saveTemplate(db: Db, template: NewTemplateVersion): Promise<TemplateSetRow> {
  const { entityId, key, name, audience, form, language, subject, body, options, userId } = template;
  const set = await db.templateSet.upsert({
    where: { legalEntityId_key: { legalEntityId: entityId, key } },
    create: { legalEntityId: entityId, key, name, audience, form },
    update: { name },
    select: { id: true },
  });
  await db.$queryRaw(Prisma.sql`SELECT 1 FROM "TemplateSet" WHERE "id" = ${set.id}::uuid FOR UPDATE`);
  const newest = await db.template.aggregate({ where: { setId: set.id, language }, _max: { version: true } });
  const version = (newest._max.version ?? 0) + 1;
  await db.template.create({
    data: {
      ...{ setId: set.id, language, version, subject, options, createdBy: userId },
      body: body as unknown as Prisma.InputJsonObject,
    },
  });
  return setRow(await db.templateSet.findUniqueOrThrow({ where: { id: set.id }, select: setSelect }));
}
