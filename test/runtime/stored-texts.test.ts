/** Texts of a company that were stored as HTML, before there were documents. */
import { readdirSync, readFileSync } from 'node:fs';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { parseDocument } from '../../domain/model/document.ts';
import { documentSource } from '../../domain/document/source.ts';
import { migrate } from '../../runtime/database/migrate.ts';
import { createTestDatabase, type TestDatabase } from '../support/database.ts';
import { bodyOf } from '../support/document.ts';
import { seedEntity } from '../api/support.ts';

const folder = new URL('../../prisma/seed/templates/', import.meta.url);
const texts = readdirSync(folder).filter((name) => name.endsWith('.html'));
let database: TestDatabase;

beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database.drop());

test('E-1 at the start stored HTML becomes the documents that say the same; a second start changes nothing', async () => {
  const { db } = database;
  const { entityId: legalEntityId, actionId } = await seedEntity(db, 'HTML');
  await db.agendaAction.update({
    where: { id: actionId },
    data: { edits: { subject: 'Ours', bodyHtml: '<p>As agreed: <strong>#total_due</strong></p>' } },
  });
  const stored = new Map<string, string>();
  for (const name of texts) {
    const html = readFileSync(new URL(name, folder), 'utf8').replace(/^---[\s\S]*?\n---\n/, '');
    const set = await db.templateSet.create({
      data: { legalEntityId, key: name.replaceAll('.', '_'), name },
    });
    const { id } = await db.template.create({
      data: { setId: set.id, language: 'en', subject: 'x', body: html },
    });
    stored.set(id, html);
  }
  const gone = await db.templateSet.create({ data: { legalEntityId, key: 'gone', name: 'gone' } });
  const { id: unreadable } = await db.template.create({
    data: { setId: gone.id, language: 'en', subject: 'x', body: '<p>Dear #tag_that_is_gone</p>' },
  });

  await migrate(database.url);

  for (const [id, html] of stored) {
    const { body } = await db.template.findUniqueOrThrow({ where: { id } });
    expect(parseDocument(body)).toEqual({ ok: true, value: bodyOf(html) });
  }
  const kept = parseDocument((await db.template.findUniqueOrThrow({ where: { id: unreadable } })).body);
  expect(kept.ok && documentSource(kept.value)).toBe('Dear #tag_that_is_gone');
  const { edits } = await db.agendaAction.findUniqueOrThrow({ where: { id: actionId } });
  expect(edits).toEqual({ subject: 'Ours', body: bodyOf('<p>As agreed: <strong>#total_due</strong></p>') });
  const before = await db.template.findMany({ orderBy: { id: 'asc' } });
  await migrate(database.url);
  expect(await db.template.findMany({ orderBy: { id: 'asc' } })).toEqual(before);
});
