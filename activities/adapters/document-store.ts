/**
 * The document store of the creditor: where invoices lie as PDF, reached with credentials that stay on this server.
 * The address template says which places of the store are asked for; neither a number nor an address in a ledger
 * leads to another one (G7).
 */
import { RefusedError } from '../../domain/errors.ts';
import type { DocumentType } from '../../domain/vocabulary/ledger.ts';

export interface DocumentKey {
  entityCode: string;
  customerNumber: string;
  type: DocumentType;
  number: string;
  /** Address from the ledger; used where the template could have made it for this customer. */
  pdfUrl: string | null;
}

export interface DocumentStore {
  /** Whether the store is asked for documents of this kind at all. */
  mayHave(item: Pick<DocumentKey, 'type' | 'number'>): boolean;
  /**
   * The PDF, or null where the store has none.
   *
   * @throws RefusedError `document_store_unavailable` when it does not answer, or with something else than a PDF
   */
  fetch(key: DocumentKey): Promise<Uint8Array | null>;
}

/** What a request to the store found, without a document being asked for that anybody has. */
export interface StoreTestResult {
  /** HTTP status of the last answer; null: none came. */
  status: number | null;
  /** Why none came, or what was wrong about it. */
  error: unknown;
}

export interface DocumentStoreOptions {
  /** Address with `{entity}`, `{customer}`, `{number}` and `{type}` in it. */
  urlTemplate: string;
  /** Value of the Authorization header. */
  authorization?: string | undefined;
  timeoutMs?: number;
  maxBytes?: number;
}

const mostRedirects = 3;

export function createDocumentStore(options: DocumentStoreOptions): DocumentStore {
  const { urlTemplate, timeoutMs = 10_000, maxBytes = 20 * 1024 * 1024 } = options;
  const headers = headersOf(options.authorization);
  return {
    mayHave: ({ type, number }) => type !== 'unapplied_payment' && !climbs(number),
    async fetch(key) {
      const url = addressOf(urlTemplate, key);
      if (url === null) return null;
      try {
        const response = await ask(url, headers, AbortSignal.timeout(timeoutMs));
        return response === null ? null : await pdfOf(response, maxBytes);
      } catch (error) {
        if (error instanceof RefusedError) throw error;
        throw unavailable((error as Error).message);
      }
    },
  };
}

/**
 * Asks the store for a document that cannot be there, with the credentials and by the rules of every other request.
 * A 404 says that it was reached and let us ask.
 */
export async function testDocumentStore(
  { urlTemplate, authorization, timeoutMs = 10_000 }: DocumentStoreOptions,
  { entityCode, number }: { entityCode: string; number: string },
): Promise<StoreTestResult> {
  const key = { entityCode, customerNumber: number, type: 'invoice', number, pdfUrl: null } as const;
  let status: number | null = null;
  try {
    const url = addressOf(urlTemplate, key);
    if (url === null) throw unavailable('its address cannot be made');
    const response = await ask(url, headersOf(authorization), AbortSignal.timeout(timeoutMs), (seen) => {
      status = seen;
    });
    if (response !== null) await end(response);
    return { status, error: null };
  } catch (error) {
    return { status, error };
  }
}

function headersOf(authorization: string | undefined): Record<string, string> {
  return { accept: 'application/pdf', ...(authorization ? { authorization } : {}) };
}

function unavailable(reason: string): RefusedError {
  return new RefusedError('document_store_unavailable', {}, `document store: ${reason}`);
}

/**
 * Whether the value is more than one name to any server that decodes it: once more than we encode it, or as systems
 * do that separate folders by `\`.
 */
function climbs(value: string): boolean {
  for (let read = value, next = ''; read !== next;) {
    // eslint-disable-next-line no-control-regex -- those are what is looked for
    if (/[\x00-\x1f\x7f]/.test(read) || read.split(/[/\\]/).some((name) => /^\s*\.+\s*$/.test(name)))
      return true;
    next = read;
    read = decoded(read);
  }
  return false;
}

/** The text itself where it is in no code. */
function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

function addressOf(template: string, key: DocumentKey): URL | null {
  const values: Record<string, string> = {
    entity: key.entityCode,
    customer: key.customerNumber,
    number: key.number,
    type: key.type,
  };
  if (Object.values(values).some(climbs)) return null;
  const fill = (name: string) => encodeURIComponent(values[name] ?? '');
  const linked = key.pdfUrl === null ? null : URL.parse(key.pdfUrl);
  if (linked !== null && couldBeMade(linked, template, fill)) return linked;
  return URL.parse(template.replaceAll(placeholder, (_whole, name: string) => fill(name)));
}

const placeholder = /\{(entity|customer|number|type)\}/g;

/** Whether the template makes this address for the same customer of the same entity and some document. */
function couldBeMade(linked: URL, template: string, fill: (name: string) => string): boolean {
  // A name that the URL parser leaves as it is, in place of what may differ.
  const free = 'AnyNameOfADocument';
  const text = template.replaceAll(placeholder, (_whole, name: string) =>
    name === 'number' || name === 'type' ? free : fill(name),
  );
  const like = URL.parse(text);
  if (like === null || linked.username !== '' || linked.password !== '') return false;
  linked.hash = '';
  like.hash = '';
  const pattern = like.href.replaceAll(/[\\^$.*+?()[\]{}|]/g, '\\$&').replaceAll(free, '([^/?#&;]+)');
  const found = new RegExp(`^${pattern}$`).exec(linked.href);
  return found !== null && !found.slice(1).some((value) => climbs(decoded(value)));
}

/** Follows redirects inside the store; the credentials go nowhere else. */
async function ask(
  start: URL,
  headers: Record<string, string>,
  signal: AbortSignal,
  seen: (status: number) => void = () => undefined,
): Promise<Response | null> {
  let url = start;
  for (let hop = 0; hop <= mostRedirects; hop += 1) {
    const response = await fetch(url.href, { headers, signal, redirect: 'manual' });
    seen(response.status);
    if (response.status === 404 || response.status === 410) return end(response);
    if (response.ok) return response;
    await end(response);
    const location =
      response.status >= 300 && response.status < 400 ? response.headers.get('location') : null;
    if (location === null) throw unavailable(`answered ${response.status}`);
    const next = URL.parse(location, url.href);
    if (next?.origin !== start.origin) throw unavailable('redirects to another host');
    url = next;
  }
  throw unavailable('redirects without end');
}

async function end(response: Response): Promise<null> {
  await response.body?.cancel();
  return null;
}

async function pdfOf(response: Response, maxBytes: number): Promise<Uint8Array> {
  const parts: Uint8Array[] = [];
  let length = 0;
  for await (const part of (response.body ?? []) as AsyncIterable<Uint8Array>) {
    length += part.length;
    if (length > maxBytes) throw unavailable('the document is too large');
    parts.push(part);
  }
  const bytes = Buffer.concat(parts);
  if (bytes.subarray(0, 5).toString('latin1') !== '%PDF-') throw unavailable('the document is no PDF');
  return bytes;
}
