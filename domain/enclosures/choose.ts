/** Which documents of its items a message takes along, and what is said of the others before it leaves. */
import { refuse, type Outcome } from '../errors.ts';
import type { DocumentGap, MissingDocumentRule } from '../vocabulary/documents.ts';

/** What mail servers take and an envelope holds; together. */
export const enclosureLimits = { documents: 40, bytes: 10 * 1024 * 1024, pages: 120 } as const;

/** A document of an item, in the order in which the message lists the items. */
export interface DocumentCandidate {
  number: string;
  /** Null: nowhere; undefined pages: there, and no PDF that can be read. */
  found: { sizeBytes: number; pages: number | undefined } | null;
}

export interface LeftOut {
  number: string;
  reason: DocumentGap;
}

/**
 * Those that go along and those that do not, each in order. What is too large is left out, and smaller ones after it
 * still go. Refuses with `documents_missing { numbers, count }` where the rule is to block.
 */
export function chooseEnclosed<Document extends DocumentCandidate>(
  documents: readonly Document[],
  rule: MissingDocumentRule,
): Outcome<{ enclosed: Document[]; left: LeftOut[] }> {
  const enclosed: Document[] = [];
  const left: LeftOut[] = [];
  const sum = { documents: 0, bytes: 0, pages: 0 };
  for (const document of documents) {
    const { number, found } = document;
    if (found === null) left.push({ number, reason: 'missing' });
    else if (found.pages === undefined || found.pages < 1) left.push({ number, reason: 'unreadable' });
    else {
      const { documents: most, bytes, pages } = enclosureLimits;
      const fits =
        sum.documents < most && sum.bytes + found.sizeBytes <= bytes && sum.pages + found.pages <= pages;
      if (!fits) {
        left.push({ number, reason: 'too_large' });
        continue;
      }
      sum.documents += 1;
      sum.bytes += found.sizeBytes;
      sum.pages += found.pages;
      enclosed.push(document);
    }
  }
  if (rule === 'block' && left.length > 0) {
    const numbers = left.slice(0, 5).map(({ number }) => number);
    return refuse('documents_missing', { numbers: numbers.join(', '), count: left.length });
  }
  return { ok: true, value: { enclosed, left } };
}
