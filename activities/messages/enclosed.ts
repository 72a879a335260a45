/** The documents of the items that a message is about, read where they lie. */
import { chooseEnclosed, type LeftOut, type DocumentCandidate } from '../../domain/enclosures/choose.ts';
import { RefusedError, refuse, type Outcome } from '../../domain/errors.ts';
import { cleanFileName } from '../../domain/files/content-type.ts';
import type { ListedLine } from '../../domain/model/decision.ts';
import type { MissingDocumentRule } from '../../domain/vocabulary/documents.ts';
import type { DocumentType } from '../../domain/vocabulary/ledger.ts';
import type { Db } from '../../prisma/client.ts';
import { documentItems, type DocumentItem } from '../../prisma/queries/documents/read.ts';
import { readStoredFile } from '../../prisma/queries/files/read.ts';
import type { DocumentStore } from '../adapters/document-store.ts';
import type { ComposeInput } from './compose.ts';
import { pagesOf } from '../rendering/letter/appender.ts';

export interface DocumentPlaces {
  prisma: Db;
  /** Where documents lie that are not stored here; absent: nowhere else. */
  documents?: DocumentStore | undefined;
}

export interface EnclosedDocument {
  number: string;
  type: DocumentType;
  /** `F-2026-17.pdf` */
  filename: string;
  pages: number;
  bytes: Uint8Array;
}

export interface Enclosed {
  documents: EnclosedDocument[];
  /** What does not go along, for whoever confirms. */
  left: LeftOut[];
}

/** As people read it before the message leaves. */
export interface EnclosedSummary {
  documents: { number: string; pages: number; sizeBytes: number }[];
  left: LeftOut[];
}

export const nothingEnclosed: Enclosed = { documents: [], left: [] };

export function enclosedSummary({ documents, left }: Enclosed): EnclosedSummary {
  return {
    documents: documents.map(({ number, pages, bytes }) => ({ number, pages, sizeBytes: bytes.length })),
    left,
  };
}

/** What a mail takes along: nothing, where its text does not ask for documents. Refuses as `readEnclosed` does. */
export async function enclosedInMail(
  places: DocumentPlaces,
  { template, lines }: Pick<ComposeInput, 'template' | 'lines'>,
): Promise<Outcome<Enclosed>> {
  const { attachments = [], missingDocuments: rule = 'leave_out' } = template.options;
  if (!attachments.includes('documents')) return { ok: true, value: nothingEnclosed };
  return readEnclosed(places, { lines, rule });
}

/**
 * Each document once, in the order of the lines. Refuses with `documents_missing { numbers, count }` where the rule is
 * to block, and with `document_store_unavailable`: what may be there a minute later is not left out.
 */
export async function readEnclosed(
  { prisma, documents: store }: DocumentPlaces,
  { lines, rule }: { lines: readonly Pick<ListedLine, 'id'>[]; rule: MissingDocumentRule },
): Promise<Outcome<Enclosed>> {
  const known = new Set<string>();
  const items = await documentItems(
    prisma,
    lines.map(({ id }) => id),
  );
  const candidates: (DocumentCandidate & { document: EnclosedDocument | null })[] = [];
  try {
    for (const item of items) {
      // Payments have no document; instalments share the one of their invoice.
      const key = item.fileId ?? `${item.type}/${item.number}`;
      if (item.type === 'unapplied_payment' || known.has(key)) continue;
      known.add(key);
      candidates.push(await lookFor(prisma, store, item));
    }
  } catch (error) {
    if (!(error instanceof RefusedError)) throw error;
    return refuse(error.code, error.params);
  }
  const chosen = chooseEnclosed(candidates, rule);
  if (!chosen.ok) return chosen;
  const { enclosed, left } = chosen.value;
  return { ok: true, value: { documents: enclosed.map(({ document }) => document!), left } };
}

async function lookFor(
  db: Db,
  store: DocumentStore | undefined,
  item: DocumentItem,
): Promise<DocumentCandidate & { document: EnclosedDocument | null }> {
  const { number, type } = item;
  const bytes = await bytesOf(db, store, item);
  if (bytes === null) return { number, found: null, document: null };
  const pages = await pagesOf(bytes);
  const found = { sizeBytes: bytes.length, pages: pages ?? undefined };
  if (pages === null) return { number, found, document: null };
  const filename = `${cleanFileName(number.replaceAll(/[\\/]/g, '-'))}.pdf`;
  return { number, found, document: { number, type, filename, pages, bytes } };
}

async function bytesOf(
  db: Db,
  store: DocumentStore | undefined,
  item: DocumentItem,
): Promise<Uint8Array | null> {
  if (item.fileId === null) return store?.mayHave(item) ? store.fetch(item) : null;
  const parts: Uint8Array[] = [];
  for await (const part of readStoredFile(db, item.fileId)) parts.push(part);
  return Buffer.concat(parts);
}
