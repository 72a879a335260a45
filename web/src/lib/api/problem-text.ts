import type { Text } from '../text/desk/context.ts';
import { errorCodes } from '../vocabulary.ts';
import type { Problem, Schemas } from './client.ts';

/** The sentence for a refusal; the server's own text is never shown. */
export function problemText(t: Text, problem: Pick<Problem, 'code' | 'params'>): string {
  if (problem.code === 'offline') return t.offline;
  if (problem.code === 'unknown') return t.unknownError;
  return t.errors[problem.code](problem.params);
}

/** Why an action failed: a refusal of ours, or what the receiving mail server answered. */
export function failureText(t: Text, { code, params = {} }: Schemas['Reason']): string {
  const plain = Object.fromEntries(
    Object.entries(params).flatMap(([key, value]) =>
      typeof value === 'string' || typeof value === 'number' ? [[key, value]] : [],
    ),
  );
  if (code === 'message_refused') return t.agenda.preview.refusedWith(String(plain['response'] ?? ''));
  return problemText(t, { code: errorCodes.find((known) => known === code) ?? 'unknown', params: plain });
}

/** The sentence beside a field, by its dotted path; undefined when the field is right. */
export function fieldText(t: Text, problem: Problem | null | undefined, path: string): string | undefined {
  const found = problem?.errors.find((issue) => issue.path === path || issue.path.startsWith(`${path}.`));
  if (found === undefined) return undefined;
  return t.fieldIssues[found.code] ?? t.fieldIssues.other;
}
