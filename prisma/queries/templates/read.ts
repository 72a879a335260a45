/** Template sets as people edit them: a text by language, every save a new version. */
import type { Prisma } from '../../client.ts';
import { type Db } from '../../client.ts';

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
