import { once } from 'node:events';
import type { Readable } from 'node:stream';
import { ZipFile } from 'yazl';
import { RefusedError } from '../../domain/errors.ts';
import { statementWords } from '../../domain/words/statement/words.ts';
import type { PageLanguage } from '../../domain/vocabulary/languages.ts';
import type { DocumentItem } from '../../prisma/queries/documents/read.ts';
import type { AppDeps } from '../context.ts';
import { documentName, documentOf } from '../documents/item-document.ts';
import { documentLimits } from './limits.ts';

interface Archive {
  items: readonly DocumentItem[];
  language: PageLanguage;
  /** Of every entry: what is written twice is the same twice. */
  at: Date;
}

/**
 * A ZIP of the documents of items, one document in memory at a time. Names are unique; what is not there, or would
 * make the archive too large, stands in a text beside them.
 */
export function documentsArchive(deps: AppDeps, archive: Archive): Readable {
  const zip = new ZipFile();
  const output = zip.outputStream as Readable;
  fill(deps, zip, archive).then(
    () => zip.end(),
    (error: unknown) => output.destroy(error as Error),
  );
  return output;
}

async function fill(deps: AppDeps, zip: ZipFile, { items, language, at }: Archive): Promise<void> {
  const names = new Set<string>();
  const missing: string[] = [];
  let bytes = 0;
  for (const item of items) {
    await drained(zip);
    const document = await documentOrNull(deps, item);
    if (document === null || bytes + document.length > documentLimits.maxDocumentBytes) {
      missing.push(item.instalment > 0 ? `${item.number} (${item.instalment})` : item.number);
      continue;
    }
    bytes += document.length;
    // PDF is packed already.
    zip.addBuffer(Buffer.from(document), uniqueName(names, documentName(item)), {
      mtime: at,
      compress: false,
    });
  }
  if (missing.length === 0) return;
  const text = [statementWords[language].missing, ...missing, ''].join('\r\n');
  zip.addBuffer(Buffer.from(text, 'utf8'), uniqueName(names, 'missing.txt'), { mtime: at });
}

/** One document that the store does not give does not take the others away. */
async function documentOrNull(deps: AppDeps, item: DocumentItem): Promise<Uint8Array | null> {
  try {
    return await documentOf(deps, item);
  } catch (error) {
    if (error instanceof RefusedError) return null;
    throw error;
  }
}

/** Waits until the reader has taken what is written; throws when the reader is gone. */
async function drained({ outputStream }: ZipFile): Promise<void> {
  const stream = outputStream as unknown as NodeJS.WritableStream & {
    writableNeedDrain: boolean;
    destroyed: boolean;
  };
  if (stream.destroyed) throw new Error('the download was broken off');
  if (!stream.writableNeedDrain) return;
  const given = new AbortController();
  await Promise.race([
    once(stream, 'drain', { signal: given.signal }),
    once(stream, 'close', { signal: given.signal }),
  ]).finally(() => given.abort());
}

/** Also for file systems that do not distinguish capitals from small letters. */
function uniqueName(taken: Set<string>, name: string): string {
  const dot = name.lastIndexOf('.');
  let candidate = name;
  for (let n = 2; taken.has(candidate.toLowerCase()); n += 1)
    candidate = `${name.slice(0, dot)} (${n})${name.slice(dot)}`;
  taken.add(candidate.toLowerCase());
  return candidate;
}
