/** HTTP with Pingen: client credentials, JSON:API, and a key that makes a repeated request one request. */
import { z } from 'zod';
import { ProviderError } from '../../letters/provider.ts';
import {
  bodyOf,
  failureOf,
  parsed,
  readToken,
  send,
  snippet,
  TokenKeeper,
  usualTimeoutMs,
  type ProviderTimes,
  type Token,
} from '../letters/http.ts';

export interface PingenAccount {
  /** Of the services: `https://api.pingen.com`. */
  apiUrl: string;
  /** Where tokens are given: `https://identity.pingen.com`. */
  identityUrl: string;
  clientId: string;
  clientSecret: string;
  organisationId: string;
  /** The provider's own pages; absent: those of the real one. */
  pagesUrl?: string | undefined;
}

export interface PingenCall<T> {
  method?: 'GET' | 'POST' | 'PATCH' | 'DELETE';
  /** Below the organisation, unless it begins with `/`. */
  path: string;
  json?: unknown;
  /** 1 to 64 characters. */
  idempotencyKey?: string;
  /** Of the answer; absent: nothing of it is read. */
  answer?: z.ZodType<T>;
}

const mediaType = 'application/vnd.api+json';
const tokenAnswer = z.object({ access_token: z.string().min(1), expires_in: z.coerce.number() });

const refusal = z.object({
  errors: z
    .array(
      z.object({
        code: z.coerce.string().nullish(),
        title: z.string().nullish(),
        detail: z.string().nullish(),
      }),
    )
    .min(1),
});

export class PingenClient {
  readonly #account: PingenAccount;
  readonly #timeoutMs: number;
  readonly #tokens: TokenKeeper;

  constructor(account: PingenAccount, { timeoutMs = usualTimeoutMs, refusedForMs }: ProviderTimes) {
    this.#account = account;
    this.#timeoutMs = timeoutMs;
    this.#tokens = new TokenKeeper(() => signIn(account), refusedForMs);
  }

  /** Asked before anything that must not stop halfway. `anew`: a person tries it. */
  token(how: { anew?: boolean } = {}): Promise<string> {
    return this.#tokens.get(how);
  }

  /** Throws `ProviderError`. */
  async call<T>(call: PingenCall<T>): Promise<T> {
    const response = await this.#request(call, await this.token());
    const body = await bodyOf(response, call.method);
    if (call.answer === undefined) return undefined as T;
    const read = call.answer.safeParse(parsed(body));
    if (read.success) return read.data;
    throw new ProviderError('unreadable', `an answer that cannot be read: ${snippet(body)}`, {
      status: response.status,
      mayHaveTakenEffect: true,
    });
  }

  /** To a signed address, where nobody asks for a token. */
  async upload(url: string, bytes: Uint8Array): Promise<void> {
    const response = await send(url, {
      method: 'PUT',
      headers: { 'content-type': 'application/pdf' },
      body: bytes.slice(),
      signal: AbortSignal.timeout(Math.max(this.#timeoutMs, 4 * usualTimeoutMs)),
    });
    const body = await bodyOf(response, 'PUT');
    if (!response.ok) throw failureOf(response, { text: snippet(body), codes: [] });
  }

  async #request(call: PingenCall<unknown>, token: string): Promise<Response> {
    const { method = 'GET', path, json, idempotencyKey } = call;
    const { apiUrl, organisationId } = this.#account;
    const own = path.startsWith('/') ? path : `/organisations/${encodeURIComponent(organisationId)}/${path}`;
    const response = await send(`${apiUrl}${own}`, {
      method,
      headers: {
        authorization: `Bearer ${token}`,
        accept: mediaType,
        ...(json === undefined ? {} : { 'content-type': mediaType }),
        ...(idempotencyKey === undefined ? {} : { 'idempotency-key': idempotencyKey }),
      },
      ...(json === undefined ? {} : { body: JSON.stringify(json) }),
      signal: AbortSignal.timeout(this.#timeoutMs),
    });
    if (response.ok) return response;
    if (response.status === 401) this.#tokens.drop(token);
    throw refused(response, await response.text().catch(() => ''));
  }
}

async function signIn({ identityUrl, clientId, clientSecret }: PingenAccount): Promise<Token> {
  const response = await send(`${identityUrl}/auth/access-tokens`, {
    method: 'POST',
    headers: { 'content-type': 'application/x-www-form-urlencoded' },
    body: new URLSearchParams({
      grant_type: 'client_credentials',
      client_id: clientId,
      client_secret: clientSecret,
      scope: 'letter webhook organisation_read',
    }).toString(),
  });
  return readToken(response, tokenAnswer, 'client or secret were refused');
}

function refused(response: Response, body: string): ProviderError {
  const read = refusal.safeParse(parsed(body));
  const errors = read.success ? read.data.errors : [];
  const text = errors.map(({ title, detail }) => [title, detail].filter(Boolean).join(': ')).join('; ');
  const codes = errors.flatMap(({ code }) => code ?? []);
  return failureOf(response, { text, codes });
}
