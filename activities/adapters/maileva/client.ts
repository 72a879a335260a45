/** HTTP with Maileva: its token, its refusals, and maintenance that is said in the body of a success. */
import { z } from 'zod';
import { ProviderError } from '../../letters/provider.ts';
import {
  bodyOf,
  failureOf,
  fileOf,
  parsed,
  readToken,
  send,
  snippet,
  TokenKeeper,
  usualTimeoutMs,
  type ProviderTimes,
  type Token,
} from '../letters/http.ts';

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

const tokenAnswer = z.object({ access_token: z.string().min(1), expires_in: z.number() });

/** Refusals come as one, as a list, or in a body with status 200. */
const refusal = z.union([
  z.object({ errors: z.array(z.object({ code: z.string(), message: z.string().optional() })).min(1) }),
  z.object({ code: z.string(), message: z.string().optional() }).transform((one) => ({ errors: [one] })),
]);

export class MailevaClient {
  readonly #account: MailevaAccount;
  readonly #timeoutMs: number;
  readonly #tokens: TokenKeeper;

  constructor(account: MailevaAccount, { timeoutMs = usualTimeoutMs, refusedForMs }: ProviderTimes) {
    this.#account = account;
    this.#timeoutMs = timeoutMs;
    this.#tokens = new TokenKeeper(() => signIn(account), refusedForMs);
  }

  /** Asked before anything that must not stop halfway. `anew`: a person tries it. */
  token(how: { anew?: boolean } = {}): Promise<string> {
    return this.#tokens.get(how);
  }

  /** Throws `ProviderError`. */
  async call<T>(call: MailevaCall<T>): Promise<T> {
    const response = await this.#request(call, await this.token());
    const body = await bodyOf(response, call.method);
    if (call.answer === undefined) {
      refuseMaintenance(response.status, body);
      return undefined as T;
    }
    const read = call.answer.safeParse(parsed(body));
    if (read.success) return read.data;
    refuseMaintenance(response.status, body);
    throw new ProviderError('unreadable', `an answer that cannot be read: ${snippet(body)}`, {
      status: response.status,
      mayHaveTakenEffect: true,
    });
  }

  async download(path: string): Promise<{ bytes: Uint8Array; contentType: string }> {
    return fileOf(await this.#request({ path }, await this.token()));
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
    if (response.status === 401) this.#tokens.drop(token);
    throw refused(response, await response.text().catch(() => ''));
  }
}

async function signIn({
  tokenUrl,
  clientId,
  clientSecret,
  username,
  password,
}: MailevaAccount): Promise<Token> {
  const response = await send(`${tokenUrl}${tokenPath}`, {
    method: 'POST',
    headers: {
      authorization: `Basic ${Buffer.from(`${clientId}:${clientSecret}`).toString('base64')}`,
      'content-type': 'application/x-www-form-urlencoded',
    },
    body: new URLSearchParams({ grant_type: 'password', username, password }).toString(),
  });
  return readToken(response, tokenAnswer, 'name, password or client were refused');
}

function refused(response: Response, body: string): ProviderError {
  const read = refusal.safeParse(parsed(body));
  const errors = read.success ? read.data.errors : [];
  const text = errors.map(({ code, message }) => (message ? `${code}: ${message}` : code)).join('; ');
  return failureOf(response, { text, codes: errors.map(({ code }) => code) });
}

/** Maintenance may be said in the body of an answer whose status says that all is well. */
function refuseMaintenance(status: number, body: string): void {
  if (body.trim() === '') return;
  const read = refusal.safeParse(parsed(body));
  if (!read.success) return;
  const codes = read.data.errors.map(({ code }) => code);
  throw new ProviderError('maintenance', codes.join(', '), { status, codes, mayHaveTakenEffect: true });
}
