/** Reads what the service kept of a refused form, and forgets it: it is shown once. */
import { inflateRawSync } from 'node:zlib';
import type { Cookies } from '@sveltejs/kit';
import type { Draft } from './draft.ts';

const names = ['relance_draft_0', 'relance_draft_1'];
/** Far more than a form takes; what a browser sends is not believed. */
const mostBytes = 200_000;

export function takeDraft(cookies: Cookies, path: '/p' | '/i'): Draft | null {
  const packed = names.map((name) => cookies.get(name) ?? '').join('');
  if (packed === '') return null;
  for (const name of names) cookies.delete(name, { path });
  try {
    const text = inflateRawSync(Buffer.from(packed, 'base64url'), { maxOutputLength: mostBytes });
    return draftOf(JSON.parse(text.toString('utf8')));
  } catch {
    return null;
  }
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
