/** Template sets as people edit them: a text by language, every save a new version. */
import type { Document } from '../../../domain/model/document.ts';
import type { Prisma } from '../../client.ts';
import { type Db } from '../../client.ts';

export const setSelect = {
  id: true,
  key: true,
  name: true,
  audience: true,
  form: true,
  createdAt: true,
  templates: { orderBy: [{ language: 'asc' }, { version: 'desc' }], distinct: ['language'] },
} satisfies Prisma.TemplateSetSelect;

type StoredSet = Prisma.TemplateSetGetPayload<{ select: typeof setSelect }>;
type StoredTemplate = StoredSet['templates'][number];

export type TemplateRow = Omit<StoredTemplate, 'body'> & { body: Document };
export type TemplateSetRow = Omit<StoredSet, 'templates'> & { templates: TemplateRow[] };

/** Documents are written by `saveTemplate` and the set-up of a company only, checked. */
export function setRow(row: StoredSet): TemplateSetRow {
  return { ...row, templates: row.templates.map(templateRow) };
}

export function templateRow(row: StoredTemplate): TemplateRow {
  return { ...row, body: row.body as unknown as Document };
}

/** Each set with the newest text of each language. */
export async function listTemplateSets(db: Db, entityId: string): Promise<TemplateSetRow[]> {
  const rows = await db.templateSet.findMany({
    where: { legalEntityId: entityId },
    select: setSelect,
    orderBy: { key: 'asc' },
  });
  return rows.map(setRow);
}

export async function readTemplateSet(
  db: Db,
  { entityId, key }: { entityId: string; key: string },
): Promise<TemplateSetRow | null> {
  const row = await db.templateSet.findUnique({
    where: { legalEntityId_key: { legalEntityId: entityId, key } },
    select: setSelect,
  });
  return row && setRow(row);
}

export interface TextOf {
  entityId: string;
  key: string;
  language: string;
}

/** So many are told; older ones stay stored. */
const mostVersions = 200;

/** The versions of a text without its body, newest first. */
export async function listTemplateVersions(db: Db, { entityId, key, language }: TextOf) {
  return db.template.findMany({
    where: { language, set: { legalEntityId: entityId, key } },
    select: { id: true, version: true, subject: true, createdAt: true, createdBy: true },
    orderBy: { version: 'desc' },
    take: mostVersions,
  });
}

/** Whether a text of the set was saved after that instant. */
export async function isTextSavedAfter(
  db: Db,
  { entityId, key, at }: { entityId: string; key: string; at: Date },
): Promise<boolean> {
  const where = { createdAt: { gt: at }, set: { legalEntityId: entityId, key } };
  return (await db.template.findFirst({ where, select: { id: true } })) !== null;
}

export async function readTemplateVersion(
  db: Db,
  { entityId, key, language, version }: TextOf & { version: number },
): Promise<TemplateRow | null> {
  const row = await db.template.findFirst({
    where: { language, version, set: { legalEntityId: entityId, key } },
  });
  return row && templateRow(row);
}
