/** What stands against a scenario, at the field it is about. */
import type { Problem } from '../../api/client.ts';
import type { Text } from '../../text/desk/context.ts';
import type { Finding } from './editing.svelte.ts';

export interface FieldErrors {
  findings: readonly Finding[];
  shape: Problem | undefined;
}

/** The sentence beside a field, by its dotted path: `steps.2.trigger`. Below it counts as well. */
export function errorAt(t: Text, { findings, shape }: FieldErrors, path: string): string | undefined {
  const isHere = (other: string) => other === path || other.startsWith(`${path}.`);
  const issue = shape?.errors.find((one) => isHere(one.path));
  if (issue !== undefined) return issueText(t, issue.code);
  const found = findings.find((one) => isHere(dotted(one.path)));
  return found === undefined ? undefined : findingText(t, found);
}

/** Of a step or of the whole, how many. */
export function errorsBelow({ findings, shape }: FieldErrors, path: string): number {
  const all =
    shape === undefined ? findings.map((one) => dotted(one.path)) : shape.errors.map((one) => one.path);
  return new Set(all.filter((other) => other.startsWith(`${path}.`))).size;
}

export function findingText(t: Text, { code, params }: Finding): string {
  return t.scenarioEditor.findings[code](params);
}

function issueText(t: Text, code: string): string {
  return code === 'invalid_type'
    ? t.scenarioEditor.wholeNumber
    : (t.fieldIssues[code] ?? t.fieldIssues['other']!);
}

/** `steps[2].colleagues[0]` as `steps.2.colleagues.0`. */
function dotted(path: string): string {
  return path.replaceAll(/\[(\d+)\]/g, '.$1');
}
