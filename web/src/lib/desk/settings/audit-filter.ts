/** What of the log is asked for, as it stands in the address. */
import { auditedKinds } from '../../vocabulary.ts';

export const auditKinds = auditedKinds;

export function auditFilter(url: { searchParams: Pick<URLSearchParams, 'get'> }): {
  kind?: (typeof auditedKinds)[number][];
  userId?: string;
} {
  const kind = auditedKinds.find((known) => known === url.searchParams.get('kind'));
  const userId = url.searchParams.get('userId') ?? '';
  return {
    ...(kind === undefined ? {} : { kind: [kind] }),
    ...(/^[0-9a-f-]{36}$/i.test(userId) ? { userId } : {}),
  };
}
