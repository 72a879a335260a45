/** HTTP with Maileva: a token, deadlines, and one word for anything that goes wrong. It never tries anything twice. */
import { z } from 'zod';
import { ProviderError } from '../../letters/provider.ts';

export interface MailevaAccount {
  /** Of the services: `https://api.maileva.com`. */
  apiUrl: string;
  /** Where tokens are given: `https://connexion.maileva.com`. */
  tokenUrl: string;
  clientId: string;
  clientSecret: string;
  username: string;
  password: string;
  /** Of electronic letters; absent: the first sender of the account. */
  senderId?: string | undefined;
  /** The provider's own pages; absent: those of the real one. */
  pagesUrl?: string | undefined;
}

export interface MailevaCall<T> {
  method?: 'GET' | 'POST' | 'DELETE';
  path: string;
  json?: unknown;
  form?: FormData;
  /** Of the answer; absent: nothing of it is read. */
  answer?: z.ZodType<T>;
  timeoutMs?: number;
}

const tokenPath = '/auth/realms/services/protocol/openid-connect/token';
export const usualTimeoutMs = 30_000;
/** A token that ends sooner is not used any more. */
const leastTokenMs = 60_000;
const mostProofBytes = 30 * 1024 * 1024;

const tokenAnswer = z.object({ access_token: z.string().min(1), expires_in: z.number() });

/** Refusals come as one, as a list, or in a body with status 200. */
const refusal = z.union([
  z.object({ errors: z.array(z.object({ code: z.string(), message: z.string().optional() })).min(1) }),
  z.object({ code: z.string(), message: z.string().optional() }).transform((one) => ({ errors: [one] })),
]);

export class MailevaClient {
  readonly #account: MailevaAccount;
  readonly #timeoutMs: number;
  #token: { value: string; until: number } | undefined;
  #asking: Promise<string> | undefined;

  constructor(account: MailevaAccount, timeoutMs: number) {
    this.#account = account;
    this.#timeoutMs = timeoutMs;
  }

  /** Asked before anything that must not stop halfway. */
  async token(): Promise<string> {
    const held = this.#token;
    if (held && held.until - Date.now() > leastTokenMs) return held.value;
    this.#asking ??= this.#signIn()
      .catch((error: unknown) => {
        const { failure, message } = asProviderError(error, false);
        throw new ProviderError(failure, message);
      })
      .finally(() => (this.#asking = undefined));
    return this.#asking;
  }

  /** Throws `ProviderError`. */
  async call<T>(call: MailevaCall<T>): Promise<T> {
    const response = await this.#request(call, await this.token());
    const body = await this.#body(response, call);
    if (call.answer === undefined) {
      refuseMaintenance(response.status, body);
      return undefined as T;
    }
    const json = parsed(body);
    const read = call.answer.safeParse(json);
    if (read.success) return read.data;
    refuseMaintenance(response.status, body);
    throw new ProviderError('unreadable', `an answer that cannot be read: ${snippet(body)}`, {
      status: response.status,
      mayHaveTakenEffect: true,
    });
  }

  async download(path: string): Promise<{ bytes: Uint8Array; contentType: string }> {
    const response = await this.#request({ path }, await this.token());
    try {
      const bytes = new Uint8Array(await response.arrayBuffer());
      if (bytes.length === 0 || bytes.length > mostProofBytes)
        throw new ProviderError('unreadable', `a proof of ${bytes.length} bytes`);
      return { bytes, contentType: response.headers.get('content-type') ?? 'application/octet-stream' };
    } catch (error) {
      throw asProviderError(error, false);
    }
  }

  async #signIn(): Promise<string> {
    const { tokenUrl, clientId, clientSecret, username, password } = this.#account;
    const response = await send(`${tokenUrl}${tokenPath}`, {
      method: 'POST',
      headers: {
        authorization: `Basic ${Buffer.from(`${clientId}:${clientSecret}`).toString('base64')}`,
        'content-type': 'application/x-www-form-urlencoded',
      },
      body: new URLSearchParams({ grant_type: 'password', username, password }).toString(),
    });
    const body = await response.text().catch(() => '');
    if (response.status === 400 || response.status === 401 || response.status === 403)
      throw new ProviderError('sign_in', 'name, password or client were refused', {
        status: response.status,
      });
    const read = tokenAnswer.safeParse(parsed(body));
    if (!response.ok || !read.success) {
      throw new ProviderError(response.ok ? 'unreadable' : 'busy', snippet(body), {
        status: response.status,
      });
    }
    const { access_token: value, expires_in: seconds } = read.data;
    this.#token = { value, until: Date.now() + seconds * 1000 };
    return value;
  }

  async #request(call: MailevaCall<unknown>, token: string): Promise<Response> {
    const { method = 'GET', path, json, form, timeoutMs = this.#timeoutMs } = call;
    const response = await send(`${this.#account.apiUrl}${path}`, {
      method,
      headers: {
        authorization: `Bearer ${token}`,
        accept: 'application/json, application/pdf',
        ...(json === undefined ? {} : { 'content-type': 'application/json' }),
      },
      ...(json === undefined ? {} : { body: JSON.stringify(json) }),
      ...(form === undefined ? {} : { body: form }),
      signal: AbortSignal.timeout(timeoutMs),
    });
    if (response.ok) return response;
    if (response.status === 401 && this.#token?.value === token) this.#token = undefined;
    throw refused(response.status, await response.text().catch(() => ''), response.headers);
  }

  async #body(response: Response, { method }: MailevaCall<unknown>): Promise<string> {
    try {
      return await response.text();
    } catch (error) {
      throw asProviderError(error, method !== undefined && method !== 'GET');
    }
  }
}

async function send(url: string, init: RequestInit): Promise<Response> {
  try {
    return await fetch(url, { redirect: 'error', signal: AbortSignal.timeout(usualTimeoutMs), ...init });
  } catch (error) {
    throw asProviderError(error, init.method !== undefined && init.method !== 'GET');
  }
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

function asProviderError(error: unknown, changes: boolean): ProviderError {
  if (error instanceof ProviderError) return error;
  const { name, message, cause } = error as Error & { cause?: { code?: string; message?: string } };
  const code = cause?.code ?? '';
  const mayHaveTakenEffect = changes && !neverConnected.includes(code);
  if (name === 'TimeoutError' || code.endsWith('TIMEOUT'))
    return new ProviderError('timeout', 'no answer in time', { mayHaveTakenEffect });
  return new ProviderError('unreachable', code || cause?.message || message, { mayHaveTakenEffect });
}

function refused(status: number, body: string, headers: Headers): ProviderError {
  const refused = refusal.safeParse(parsed(body));
  const errors = refused.success ? refused.data.errors : [];
  const text = errors.map(({ code, message }) => (message ? `${code}: ${message}` : code)).join('; ');
  const codes = errors.map(({ code }) => code);
  const seconds = Number(headers.get('retry-after'));
  const retryAfterMs = Number.isFinite(seconds) && seconds > 0 ? seconds * 1000 : undefined;
  const more = { status, codes, ...(retryAfterMs === undefined ? {} : { retryAfterMs }) };
  if (status === 401 || status === 403) return new ProviderError('sign_in', text || `HTTP ${status}`, more);
  if (status === 404) return new ProviderError('not_found', text || 'HTTP 404', more);
  if (status === 429) return new ProviderError('busy', text || 'HTTP 429', more);
  if (status >= 500)
    return new ProviderError(status === 503 ? 'maintenance' : 'busy', text || `HTTP ${status}`, {
      ...more,
      mayHaveTakenEffect: true,
    });
  return new ProviderError('refused', text || `HTTP ${status}`, more);
}

/** Maintenance may be said in the body of an answer whose status says that all is well. */
function refuseMaintenance(status: number, body: string): void {
  if (body.trim() === '') return;
  const refused = refusal.safeParse(parsed(body));
  if (!refused.success) return;
  const codes = refused.data.errors.map(({ code }) => code);
  throw new ProviderError('maintenance', codes.join(', '), { status, codes, mayHaveTakenEffect: true });
}

function parsed(body: string): unknown {
  try {
    return JSON.parse(body);
  } catch {
    return undefined;
  }
}

function snippet(body: string): string {
  return body.replace(/\s+/g, ' ').slice(0, 200);
}
