/** Whether a scenario can work, before it is published (S-15) or simulated. */
import type { ScenarioDefinition, ScenarioStep } from '../model/scenario.ts';
import { levelOf, thresholdsOf } from '../dunning/steps.ts';

export const scenarioProblemCodes = [
  'first_step_without_previous',
  'thresholds_fall',
  'step_key_twice',
  'levels_fall',
  'template_missing',
  'template_unknown',
  'mode_impossible',
] as const;
export type ScenarioProblemCode = (typeof scenarioProblemCodes)[number];

export interface ScenarioProblem {
  /** Where in the definition, such as `steps[2].trigger`. */
  path: string;
  code: ScenarioProblemCode;
  params: Record<string, string | number>;
}

/** What makes a ladder meaningless whatever it is used for: refused by the simulator too. */
export function ladderProblems(scenario: ScenarioDefinition): ScenarioProblem[] {
  const problems: ScenarioProblem[] = [];
  const thresholds = thresholdsOf(scenario);
  const firstUse = new Map<string, number>();
  scenario.steps.forEach((step, index) => {
    const path = `steps[${index}]`;
    const earlier = firstUse.get(step.key);
    if (earlier === undefined) firstUse.set(step.key, index);
    else
      problems.push({
        path: `${path}.key`,
        code: 'step_key_twice',
        params: { step: step.key, first: earlier + 1 },
      });
    if (index === 0) {
      if (step.trigger.kind === 'previous') {
        problems.push({
          path: `${path}.trigger`,
          code: 'first_step_without_previous',
          params: { step: step.key },
        });
      }
      return;
    }
    const before = thresholds[index - 1] as number;
    const threshold = thresholds[index] as number;
    if (threshold < before) {
      problems.push({
        path: `${path}.trigger`,
        code: 'thresholds_fall',
        params: { step: step.key, threshold, before },
      });
    }
  });
  return problems;
}

/**
 * Everything that must be right before a version is published; empty: it can be.
 *
 * @param context `templateKeys`: templates of the entity; `automaticChannels`: channels that can send unattended
 *   here (e-mail always; letters only with a provider connected, L-4)
 */
export function publishProblems(
  scenario: ScenarioDefinition,
  context: { templateKeys: readonly string[]; automaticChannels?: readonly ScenarioStep['channel'][] },
): ScenarioProblem[] {
  const { templateKeys, automaticChannels = ['email', 'internal_email'] } = context;
  const problems = ladderProblems(scenario);
  scenario.steps.forEach((step, index) => {
    const path = `steps[${index}]`;
    const params = { step: step.key };
    const isWritten = step.channel === 'email' || step.channel === 'letter';
    if (isWritten && !step.template)
      problems.push({ path: `${path}.template`, code: 'template_missing', params });
    if (step.template && !templateKeys.includes(step.template)) {
      problems.push({
        path: `${path}.template`,
        code: 'template_unknown',
        params: { ...params, template: step.template },
      });
    }
    if (step.mode === 'automatic' && !automaticChannels.includes(step.channel)) {
      problems.push({
        path: `${path}.mode`,
        code: 'mode_impossible',
        params: { ...params, channel: step.channel },
      });
    }
    const previous = scenario.steps[index - 1];
    if (previous && levelOf(step, index + 1) < levelOf(previous, index)) {
      problems.push({
        path: `${path}.level`,
        code: 'levels_fall',
        params: { ...params, level: levelOf(step, index + 1) },
      });
    }
  });
  return problems;
}
