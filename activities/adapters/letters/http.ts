/** HTTP with providers of letters: deadlines, tokens, and one word for anything that goes wrong. Nothing is tried twice. */
import { createHash, timingSafeEqual } from 'node:crypto';
import type { z } from 'zod';
import { ProviderError } from '../../letters/provider.ts';

export const usualTimeoutMs = 30_000;
/** A token that ends sooner is not used any more. */
const leastTokenMs = 60_000;
/** A refused sign-in is believed for so long: providers lock accounts whose password is tried again and again. */
const usualRefusedForMs = 60_000;
const mostFileBytes = 30 * 1024 * 1024;

export interface ProviderTimes {
  /** How long an answer is waited for. */
  timeoutMs?: number;
  /** How long a refused sign-in is believed. */
  refusedForMs?: number;
}

export interface Token {
  value: string;
  /** Seconds from now. */
  expiresIn: number;
}

/** Signs in when a token is needed; once for everybody who waits for one. */
export class TokenKeeper {
  readonly #signIn: () => Promise<Token>;
  readonly #refusedForMs: number;
  #token: { value: string; until: number } | undefined;
  #asking: Promise<string> | undefined;
  #refused: { error: ProviderError; until: number } | undefined;

  constructor(signIn: () => Promise<Token>, refusedForMs = usualRefusedForMs) {
    this.#signIn = signIn;
    this.#refusedForMs = refusedForMs;
  }

  /** `anew`: a person tries whether it works now. Throws `ProviderError`, without any effect. */
  async get({ anew = false } = {}): Promise<string> {
    const held = this.#token;
    if (!anew && held && held.until - Date.now() > leastTokenMs) return held.value;
    if (!anew && this.#refused && this.#refused.until > Date.now()) throw this.#refused.error;
    this.#asking ??= this.#ask().finally(() => (this.#asking = undefined));
    return this.#asking;
  }

  /** It was refused: the next one who needs a token signs in. */
  drop(value: string): void {
    if (this.#token?.value === value) this.#token = undefined;
  }

  async #ask(): Promise<string> {
    try {
      const { value, expiresIn } = await this.#signIn();
      this.#token = { value, until: Date.now() + expiresIn * 1000 };
      this.#refused = undefined;
      return value;
    } catch (error) {
      const { failure, message } = asProviderError(error, false);
      const refused = new ProviderError(failure, message);
      if (failure === 'sign_in') this.#refused = { error: refused, until: Date.now() + this.#refusedForMs };
      throw refused;
    }
  }
}

interface TokenAnswer {
  access_token: string;
  expires_in: number;
}

/** The answer to a sign-in (RFC 6749, 5.1 and 5.2). Throws `ProviderError`; `refused` says whose fault a refusal is. */
export async function readToken(
  response: Response,
  answer: z.ZodType<TokenAnswer>,
  refused: string,
): Promise<Token> {
  const { status, ok } = response;
  const body = await response.text().catch(() => '');
  if (status === 400 || status === 401 || status === 403)
    throw new ProviderError('sign_in', refused, { status });
  const read = answer.safeParse(parsed(body));
  if (!ok || !read.success) throw new ProviderError(ok ? 'unreadable' : 'busy', snippet(body), { status });
  return { value: read.data.access_token, expiresIn: read.data.expires_in };
}

/** Follows no redirect: credentials go where they belong. */
export async function send(url: string, init: RequestInit): Promise<Response> {
  try {
    const whole = init.body instanceof FormData ? await encoded(init, init.body) : init;
    return await fetch(url, { redirect: 'error', signal: AbortSignal.timeout(usualTimeoutMs), ...whole });
  } catch (error) {
    throw asProviderError(error, changes(init.method));
  }
}

/**
 * The same with the form as bytes. Sent as a form, its parts are read while it leaves: where the answer comes before the last of
 * them, Node writes to a stream that is closed already, and that ends the process (a sibling of nodejs/undici#5715).
 */
async function encoded(init: RequestInit, form: FormData): Promise<RequestInit> {
  const whole = new Response(form);
  const headers = new Headers(init.headers);
  headers.set('content-type', whole.headers.get('content-type')!);
  return { ...init, headers, body: await whole.arrayBuffer() };
}

export async function bodyOf(response: Response, method: string | undefined): Promise<string> {
  try {
    return await response.text();
  } catch (error) {
    throw asProviderError(error, changes(method));
  }
}

export async function fileOf(response: Response): Promise<{ bytes: Uint8Array; contentType: string }> {
  try {
    const bytes = new Uint8Array(await response.arrayBuffer());
    if (bytes.length === 0 || bytes.length > mostFileBytes)
      throw new ProviderError('unreadable', `a file of ${bytes.length} bytes`);
    return { bytes, contentType: response.headers.get('content-type') ?? 'application/octet-stream' };
  } catch (error) {
    throw asProviderError(error, false);
  }
}

function changes(method: string | undefined): boolean {
  return method !== undefined && method !== 'GET';
}

/** What failed before a connection stood cannot have been carried out. */
const neverConnected = [
  'ECONNREFUSED',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'UND_ERR_CONNECT_TIMEOUT',
];

export function asProviderError(error: unknown, isChange: boolean): ProviderError {
  if (error instanceof ProviderError) return error;
  const { name, message, cause } = error as Error & { cause?: { code?: string; message?: string } };
  const code = cause?.code ?? '';
  const mayHaveTakenEffect = isChange && !neverConnected.includes(code);
  if (name === 'TimeoutError' || code.endsWith('TIMEOUT'))
    return new ProviderError('timeout', 'no answer in time', { mayHaveTakenEffect });
  return new ProviderError('unreachable', code || cause?.message || message, { mayHaveTakenEffect });
}

/** What a status other than success means; `said` in the provider's words. */
export function failureOf(
  { status, headers }: Pick<Response, 'status' | 'headers'>,
  { text, codes }: { text: string; codes: string[] },
): ProviderError {
  const seconds = Number(headers.get('retry-after'));
  const retryAfterMs = Number.isFinite(seconds) && seconds > 0 ? seconds * 1000 : undefined;
  const more = { status, codes, ...(retryAfterMs === undefined ? {} : { retryAfterMs }) };
  const said = text || `HTTP ${status}`;
  if (status === 401 || status === 403) return new ProviderError('sign_in', said, more);
  if (status === 404) return new ProviderError('not_found', said, more);
  if (status === 429) return new ProviderError('busy', said, more);
  if (status >= 500)
    return new ProviderError(status === 503 ? 'maintenance' : 'busy', said, {
      ...more,
      mayHaveTakenEffect: true,
    });
  return new ProviderError('refused', said, more);
}

export function parsed(body: string): unknown {
  try {
    return JSON.parse(body);
  } catch {
    return undefined;
  }
}

export function snippet(body: string): string {
  return body.replace(/\s+/g, ' ').slice(0, 200);
}

/** In the same time, whatever is sent. */
export function isSameSecret(given: string | undefined, wanted: string): boolean {
  const hash = (text: string) => createHash('sha256').update(text).digest();
  return timingSafeEqual(hash(given ?? ''), hash(wanted));
}
