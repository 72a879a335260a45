import type { ScenarioProblem, ScenarioProblemCode } from './validate.ts';

const sentences: Record<ScenarioProblemCode, (params: ScenarioProblem['params']) => string> = {
  name_taken: ({ name }) => `another scenario is called "${name}" already`,
  first_step_without_previous: ({ step }) =>
    `step "${step}" is the first: it cannot count from a previous step`,
  thresholds_fall: ({ step, threshold, before }) =>
    `step "${step}" is reached at ${threshold} days overdue, earlier than the step before it (${before})`,
  step_key_twice: ({ step, first }) => `the key "${step}" is already that of step ${first}`,
  levels_fall: ({ step, level }) => `step "${step}" has level ${level}, lower than the step before it`,
  template_missing: ({ step }) => `step "${step}" sends a message but names no template`,
  template_unknown: ({ step, template }) =>
    `step "${step}" names the template "${template}", which does not exist`,
  mode_impossible: ({ step, channel }) =>
    `step "${step}" cannot be automatic: nothing sends by ${channel} unattended`,
  letter_not_carried: ({ step, kind }) =>
    `step "${step}" hands letters of kind ${kind} over, which no provider carries: connect one, or set it to manual`,
  letter_needs_person: ({ step, kind }) =>
    `step "${step}" cannot be automatic: a letter of kind ${kind} leaves only with a one-time code that a person types`,
  template_audience: ({ step, template }) =>
    `step "${step}" names the template "${template}", which is written for other readers`,
  deadline_missing: ({ step, template }) =>
    `step "${step}" names the template "${template}", which prints a deadline, but gives no deadlineDays`,
  colleagues_missing: ({ step }) => `step "${step}" writes to colleagues but names none`,
  colleague_unreadable: ({ step, colleague }) =>
    `step "${step}" names "${colleague}": neither an address nor "collector" nor "attribute:<name>"`,
  colleague_outside: ({ step, colleague }) =>
    `step "${step}" writes to ${colleague}, which is in none of the own domains`,
};

/** One English sentence for logs and the command line; the web has its own catalogue by code. */
export function scenarioProblemText(problem: ScenarioProblem): string {
  return sentences[problem.code](problem.params);
}
