/** Template sets as people edit them: a text by language, every save a new version. */
import type { TemplateAudience } from '../../domain/vocabulary/scenarios.ts';
import { Prisma, type Db } from '../client.ts';

const setSelect = {
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
  language: string;
  subject: string;
  bodyHtml: string;
  options: Prisma.InputJsonObject;
  userId: string;
}

/** Writes the next version of one language; makes the set when it is not there. Run in a transaction. */
export async function saveTemplate(db: Db, template: NewTemplateVersion): Promise<TemplateSetRow> {
  const { entityId, key, name, audience, language, subject, bodyHtml, options, userId } = template;
  const set = await db.templateSet.upsert({
    where: { legalEntityId_key: { legalEntityId: entityId, key } },
    create: { legalEntityId: entityId, key, name, audience },
    update: { name },
    select: { id: true },
  });
  await db.$queryRaw(Prisma.sql`SELECT 1 FROM "TemplateSet" WHERE "id" = ${set.id}::uuid FOR UPDATE`);
  const newest = await db.template.aggregate({ where: { setId: set.id, language }, _max: { version: true } });
  const version = (newest._max.version ?? 0) + 1;
  await db.template.create({
    data: { setId: set.id, language, version, subject, bodyHtml, options, createdBy: userId },
  });
  return db.templateSet.findUniqueOrThrow({ where: { id: set.id }, select: setSelect });
}
