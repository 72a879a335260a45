/** Whether a scenario can work, before it is published (S-15) or simulated. */
import type { ScenarioDefinition, ScenarioStep } from '../model/scenario.ts';
import { channelsThat, traitsOf } from '../channels/traits.ts';
import { levelOf, thresholdsOf } from '../dunning/steps.ts';
import { needsCode } from '../letter/course.ts';
import { checkColleague } from '../internal/recipient.ts';
import { stepRecipient } from '../internal/step-recipients.ts';
import type { LetterKind } from '../vocabulary/letters.ts';
import type { TemplateAudience } from '../vocabulary/scenarios.ts';

export const scenarioProblemCodes = [
  'name_taken',
  'first_step_without_previous',
  'thresholds_fall',
  'step_key_twice',
  'levels_fall',
  'template_missing',
  'template_unknown',
  'mode_impossible',
  'letter_not_carried',
  'letter_needs_person',
  'template_audience',
  'deadline_missing',
  'colleagues_missing',
  'colleague_unreadable',
  'colleague_outside',
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

export interface PublishContext {
  /** Templates of the entity. */
  templateKeys: readonly string[];
  /** Those of them that are written for colleagues. */
  colleagueTemplateKeys?: readonly string[];
  /** Those of them that name a deadline (`#deadline_date`) in one of their languages. */
  deadlineTemplateKeys?: readonly string[];
  /** Channels that can send unattended here, where it depends on what is connected (L-4); by their traits where absent. */
  automaticChannels?: readonly ScenarioStep['channel'][];
  /** What other scenarios of the entity are called. */
  takenNames?: readonly string[];
  /** Kinds of letters that a provider carries here (L-4). */
  letterKinds?: readonly LetterKind[];
  /** The entity's own domains: an internal step goes nowhere else (I-5). */
  ownDomains?: readonly string[];
}

/** Everything that must be right before a version is published; empty: it can be. */
export function publishProblems(scenario: ScenarioDefinition, context: PublishContext): ScenarioProblem[] {
  const { name } = scenario;
  const problems = [
    ...(context.takenNames?.includes(name)
      ? [{ path: 'name', code: 'name_taken' as const, params: { name } }]
      : []),
    ...ladderProblems(scenario),
  ];
  scenario.steps.forEach((step, index) => {
    const found = [
      ...templateProblems(step, context),
      ...modeProblems(step, context),
      ...colleagueProblems(step, context),
      ...levelProblems(scenario, step, index),
    ];
    problems.push(
      ...found.map(({ field, code, params }) => ({
        path: `steps[${index}].${field}`,
        code,
        params: { step: step.key, ...params },
      })),
    );
  });
  return problems;
}

interface StepProblem {
  field: string;
  code: ScenarioProblemCode;
  params?: ScenarioProblem['params'];
}

function templateProblems(
  { channel, template, deadlineDays }: ScenarioStep,
  { templateKeys, colleagueTemplateKeys = [], deadlineTemplateKeys = [] }: PublishContext,
): StepProblem[] {
  const { written, audience: wanted } = traitsOf(channel);
  if (!template) return written ? [{ field: 'template', code: 'template_missing' }] : [];
  const params = { template };
  if (!templateKeys.includes(template)) return [{ field: 'template', code: 'template_unknown', params }];
  const audience: TemplateAudience = colleagueTemplateKeys.includes(template) ? 'colleague' : 'customer';
  if (audience !== wanted) return [{ field: 'template', code: 'template_audience', params }];
  const hasNoDate = deadlineDays === undefined && deadlineTemplateKeys.includes(template);
  return hasNoDate ? [{ field: 'deadlineDays', code: 'deadline_missing', params }] : [];
}

/** What needs a provider is automatic where one is connected. */
const usuallyAutomatic = channelsThat(({ mayBeAutomatic, byConnector }) => mayBeAutomatic && !byConnector);

/** Confirmed or by itself, a letter leaves by a provider: a step of a kind that none carries is done by hand. */
function modeProblems(step: ScenarioStep, context: PublishContext): StepProblem[] {
  const { channel, mode, letterKind = 'standard' } = step;
  const { letterKinds, automaticChannels = usuallyAutomatic } = context;
  if (traitsOf(channel).byConnector && mode === 'automatic' && needsCode(letterKind))
    return [{ field: 'mode', code: 'letter_needs_person', params: { channel, kind: letterKind } }];
  const isCarried = letterKinds?.includes(letterKind) ?? automaticChannels.includes(channel);
  if (traitsOf(channel).byConnector) {
    // Nobody can do by hand what only a provider may deliver.
    const isByHand = mode === 'manual' && !needsCode(letterKind);
    if (isByHand || isCarried) return [];
    return [{ field: 'mode', code: 'letter_not_carried', params: { channel, kind: letterKind } }];
  }
  if (mode !== 'automatic' || automaticChannels.includes(channel)) return [];
  return [{ field: 'mode', code: 'mode_impossible', params: { channel } }];
}

/** Attributes are known only when the step is performed; what is written out is checked here already. */
function colleagueProblems(
  { channel, colleagues = [] }: ScenarioStep,
  { ownDomains = [] }: PublishContext,
): StepProblem[] {
  if (traitsOf(channel).audience !== 'colleague') return [];
  if (colleagues.length === 0) return [{ field: 'colleagues', code: 'colleagues_missing' }];
  return colleagues.flatMap((text, place): StepProblem[] => {
    const field = `colleagues[${place}]`;
    const recipient = stepRecipient(text);
    if (recipient === undefined)
      return [{ field, code: 'colleague_unreadable', params: { colleague: text } }];
    if (recipient.kind !== 'address') return [];
    const checked = checkColleague({ address: recipient.address, ownDomains, customerAddresses: [] });
    return checked.ok ? [] : [{ field, code: 'colleague_outside', params: { colleague: text } }];
  });
}

function levelProblems(scenario: ScenarioDefinition, step: ScenarioStep, index: number): StepProblem[] {
  const previous = scenario.steps[index - 1];
  const level = levelOf(step, index + 1);
  if (!previous || level >= levelOf(previous, index)) return [];
  return [{ field: 'level', code: 'levels_fall', params: { level } }];
}
