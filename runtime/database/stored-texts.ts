/** Texts that were stored as HTML become documents (ADR 23), once, under the lock of the migrations. */
import type pg from 'pg';
import { documentFromHtml } from '../../domain/document/from-template.ts';
import type { Document } from '../../domain/model/document.ts';
import { pastedHtml } from '../../domain/template/html.ts';

/** Many a text is short, and each takes a millisecond. */
const batch = 200;

/** How many texts were converted. Interrupted, it goes on at the next start. */
export async function convertStoredTexts(session: pg.Client): Promise<number> {
  const { rows } = await session.query(
    `SELECT 1 FROM "Template" WHERE jsonb_typeof("body") = 'string' LIMIT 1`,
  );
  if (rows.length === 0) return 0;
  // Templates last: while one is left, the table of actions is looked through again.
  return (await convertEdits(session)) + (await convertTemplates(session));
}

async function convertTemplates(session: pg.Client): Promise<number> {
  let converted = 0;
  for (;;) {
    const { rows } = await session.query<{ id: string; html: string }>(
      `SELECT "id", "body" #>> '{}' AS "html" FROM "Template" WHERE jsonb_typeof("body") = 'string' LIMIT $1`,
      [batch],
    );
    for (const { id, html } of rows)
      await session.query('UPDATE "Template" SET "body" = $2 WHERE "id" = $1', [id, json(html)]);
    converted += rows.length;
    if (rows.length < batch) return converted;
  }
}

/** What collectors wrote over a text before it left. */
async function convertEdits(session: pg.Client): Promise<number> {
  let converted = 0;
  for (;;) {
    const { rows } = await session.query<{ id: string; html: string }>(
      `SELECT "id", "edits" ->> 'bodyHtml' AS "html" FROM "AgendaAction" WHERE "edits" ? 'bodyHtml' LIMIT $1`,
      [batch],
    );
    for (const { id, html } of rows)
      await session.query(
        `UPDATE "AgendaAction" SET "edits" = "edits" - 'bodyHtml' || jsonb_build_object('body', $2::jsonb)
         WHERE "id" = $1`,
        [id, json(html)],
      );
    converted += rows.length;
    if (rows.length < batch) return converted;
  }
}

/** What today's reader would refuse (a tag that is gone) stays to be read, and is mended in the editor. */
function json(html: string): string {
  const read = documentFromHtml(html);
  const kept = read.ok ? read : documentFromHtml(pastedHtml(html));
  const document: Document = kept.ok ? kept.value : { version: 1, blocks: [] };
  return JSON.stringify(document);
}
