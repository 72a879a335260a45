import type { Schemas } from '../../api/client.ts';
import { asked, pageApi } from '../shared/page-api.ts';

export type LetterPage = Schemas['LetterPage'];

/** Why the letter is not shown. `code`: a code has to be shown first. */
export type LetterClosed = 'code' | 'closed' | 'revoked' | 'unknown' | 'busy' | 'neutral' | 'broken' | 'left';

const kinds: Record<string, LetterClosed> = {
  code_required: 'code',
  letter_closed: 'closed',
  link_expired: 'closed',
  link_revoked: 'revoked',
  link_unknown: 'unknown',
  not_signed_in: 'unknown',
  validation_failed: 'unknown',
  too_many_attempts: 'busy',
};

/** By the refusal of the API. */
export function letterClosed(code: string): LetterClosed {
  return kinds[code] ?? 'broken';
}

/** The letter, or the code of the refusal. */
export async function readLetterPage(fetch: typeof globalThis.fetch, url: URL): Promise<LetterPage | string> {
  const got = await asked(pageApi(fetch, url).GET('/api/letter/page'), 'service_unavailable');
  return got.ok ? got.data : got.code;
}
