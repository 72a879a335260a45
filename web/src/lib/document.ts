import type { Schemas } from './api/client.ts';
import { canonicalJson, type Document } from './vocabulary.ts';

/** The contract tells the outside of a document only: what the server sends is one. */
export function documentOf(sent: Schemas['Document']): Document {
  return sent as Document;
}

/** Documents stand in one form: the same text is the same JSON, regardless of what the order of its keys. */
export function isSame(one: Document, other: Document): boolean {
  return canonicalJson(one) === canonicalJson(other);
}
