/** JSON text in, a PDF on the disk and what is known of it out. */
import { createHash } from 'node:crypto';
import { writeFile } from 'node:fs/promises';
import { z } from 'zod';
import { renderLetter } from '../activities/rendering/letter/render-letter.ts';
import { documentFromTemplate } from '../domain/document/from-template.ts';
import type { Outcome } from '../domain/errors.ts';
import { parseDocument, type Document } from '../domain/model/document.ts';
import { letter } from '../domain/model/letter.ts';
import { parseTemplateHtml } from '../domain/template/html.ts';
import { oneLine, readJson, type JsonAnswer } from './json-command.ts';

export interface LetterReport {
  file: string;
  pages: number;
  bytes: number;
  sha256: string;
}

/** A body is a document, or `{ "html": … }` as templates are written. */
const input = letter.extend({ body: z.unknown() });

export async function letterJson(json: string, out: string): Promise<JsonAnswer<LetterReport>> {
  const read = readJson(json, input);
  if (!read.ok) return read;
  const body = bodyOf(read.result.body);
  const rendered = body.ok ? await renderLetter({ ...read.result, body: body.value }) : body;
  if (!rendered.ok)
    return { ok: false, problems: [oneLine(`${rendered.code} ${JSON.stringify(rendered.params)}`)] };
  const { bytes, pages } = rendered.value;
  await writeFile(out, bytes);
  const sha256 = createHash('sha256').update(bytes).digest('hex');
  return { ok: true, result: { file: out, pages, bytes: bytes.length, sha256 } };
}

function bodyOf(body: unknown): Outcome<Document> {
  if (typeof body !== 'object' || body === null || !('html' in body)) return parseDocument(body);
  const parsed = parseTemplateHtml(body.html);
  return parsed.ok ? { ok: true, value: documentFromTemplate(parsed.value) } : parsed;
}
