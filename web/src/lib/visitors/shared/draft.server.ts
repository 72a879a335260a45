/** Reads what the service kept of a refused form, and forgets it: it is shown once, and only by the link it was typed with. */
import { createHmac, timingSafeEqual } from 'node:crypto';
import { inflateRawSync } from 'node:zlib';
import type { Cookies } from '@sveltejs/kit';
import type { Draft } from './draft.ts';

const names = ['relance_draft_0', 'relance_draft_1'];
/** Far more than a form takes; what a browser sends is not believed. */
const mostBytes = 200_000;
/** Cookies that hold the token of the link, by the page it opens. */
const holders = { '/p': 'relance_customer_page', '/i': 'relance_internal_page' } as const;
const markLength = 43;

export function takeDraft(cookies: Cookies, path: keyof typeof holders): Draft | null {
  const marked = names.map((name) => cookies.get(name) ?? '').join('');
  if (marked === '') return null;
  forgetDraft(cookies, path);
  const token = cookies.get(`__Host-${holders[path]}`) ?? cookies.get(holders[path]);
  const packed = marked.slice(markLength);
  if (token === undefined || !isMarkOf(marked.slice(0, markLength), packed, token)) return null;
  try {
    const text = inflateRawSync(Buffer.from(packed, 'base64url'), { maxOutputLength: mostBytes });
    return draftOf(JSON.parse(text.toString('utf8')));
  } catch {
    return null;
  }
}

export function forgetDraft(cookies: Cookies, path: keyof typeof holders): void {
  for (const name of names) cookies.delete(name, { path });
}

function isMarkOf(mark: string, packed: string, token: string): boolean {
  const expected = createHmac('sha256', token).update(packed).digest();
  const said = Buffer.from(mark, 'base64url');
  return said.length === expected.length && timingSafeEqual(said, expected);
}

function draftOf(written: unknown): Draft {
  const { fields, faults, hadFiles } = Object(written) as Record<string, unknown>;
  const texts = (value: unknown) =>
    Array.isArray(value) ? value.filter((one): one is string => typeof one === 'string') : [];
  return {
    fields: Object.fromEntries(
      Object.entries(Object(fields) as object).map(([name, value]) => [name, texts(value)]),
    ),
    faults: (Array.isArray(faults) ? faults : []).map((fault: unknown) => {
      const { field, code } = Object(fault) as Record<string, unknown>;
      return { field: typeof field === 'string' ? field : null, code: String(code) };
    }),
    hadFiles: hadFiles === true,
  };
}
