/** Requests of the browser to the API of this page; what it refuses comes back as a code. */
import type { Schemas } from '../../api/client.ts';

export type Asked<T> = { ok: true; data: T } | { ok: false; code: string };

/** Sends JSON; a broken connection is a refusal too. */
export async function post<T>(path: string, body: unknown, method = 'POST'): Promise<Asked<T>> {
  return answered(
    fetch(path, {
      method,
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    }),
  );
}

export function get<T>(path: string): Promise<Asked<T>> {
  return answered(fetch(path));
}

async function answered<T>(asked: Promise<Response>): Promise<Asked<T>> {
  try {
    const response = await asked;
    const body: unknown = await response.json();
    return response.ok ? { ok: true, data: body as T } : { ok: false, code: codeOf(body) };
  } catch {
    return { ok: false, code: 'offline' };
  }
}

export function codeOf(body: unknown): string {
  const { code } = Object(body) as Partial<Schemas['Problem']>;
  return typeof code === 'string' ? code : 'internal_error';
}
