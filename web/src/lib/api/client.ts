/**
 * The typed way to the API, from the generated contract. Works in the browser and in load functions; what the
 * API refuses becomes a `Problem`, never a thrown text.
 */
import { error, redirect } from '@sveltejs/kit';
import createClient from 'openapi-fetch';
import { paths as links } from '../paths.ts';
import { errorCodes, type ErrorCode } from '../vocabulary.ts';
import type { components, paths } from './schema.d.ts';

export type Schemas = components['schemas'];

export interface FieldError {
  /** Dotted path in the request, `items.0.amountMinor`. */
  path: string;
  code: string;
}

export interface Problem {
  status: number;
  code: ErrorCode | 'offline' | 'unknown';
  params: Record<string, string | number>;
  errors: FieldError[];
  requestId?: string;
}

export type Answer<T> = { ok: true; data: T } | { ok: false; problem: Problem };

/** `fetch` and `origin` are given in load functions; the browser needs neither. */
export function apiClient(fetch: typeof globalThis.fetch = globalThis.fetch, origin = '') {
  return createClient<paths>({
    baseUrl: origin === '' && typeof location !== 'undefined' ? location.origin : origin,
    fetch: (request) => fetch(request),
  });
}

/** What openapi-fetch resolves to. */
interface Raw<T> {
  data?: T;
  error?: unknown;
  response: Response;
}

/** The answer or the problem; a broken connection is a problem too. */
export async function answer<T>(asked: Promise<Raw<T>>): Promise<Answer<T>> {
  try {
    const { data, error: body, response } = await asked;
    if (response.ok) return { ok: true, data: data as T };
    return { ok: false, problem: problemOf(body, response.status) };
  } catch {
    return { ok: false, problem: { status: 0, code: 'offline', params: {}, errors: [] } };
  }
}

/** For load functions: the data, or the error page, or the way to the sign-in page. */
export async function ask<T>(asked: Promise<Raw<T>>, from?: URL): Promise<T> {
  const got = await answer(asked);
  if (got.ok) return got.data;
  const { problem } = got;
  if (problem.status === 401) redirect(303, links.signIn(from));
  error(problem.status === 0 ? 503 : problem.status, {
    message: problem.code,
    code: problem.code,
    ...(problem.requestId === undefined ? {} : { requestId: problem.requestId }),
  });
}

export function problemOf(body: unknown, status: number): Problem {
  const { code, params, errors, requestId } = Object(body) as Partial<Record<string, unknown>>;
  return {
    status,
    code: errorCodes.find((known) => known === code) ?? (status === 503 ? 'service_unavailable' : 'unknown'),
    params: Object(params) as Record<string, string | number>,
    errors: Array.isArray(errors) ? (errors as FieldError[]) : [],
    ...(typeof requestId === 'string' ? { requestId } : {}),
  };
}
