import { documentFromHtml } from '../../domain/document/from-template.ts';
import type { Document } from '../../domain/model/document.ts';

/** The document that says what the HTML says. */
export function bodyOf(html: string): Document {
  const read = documentFromHtml(html);
  if (!read.ok) throw new Error(`${read.code} ${JSON.stringify(read.params)}`);
  return read.value;
}
