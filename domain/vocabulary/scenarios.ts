/** Scenarios, their steps and the templates these use. */

export const stepModes = ['manual', 'to_confirm', 'automatic'] as const;
export type StepMode = (typeof stepModes)[number];

export const catchUpRules = ['next', 'highest'] as const;
export type CatchUpRule = (typeof catchUpRules)[number];

/** Once a line has had the last step: the others go on from their own step, or nothing leads while it is chaseable. */
export const afterLastStepRules = ['next', 'hold'] as const;
export type AfterLastStepRule = (typeof afterLastStepRules)[number];

export const scenarioVersionStates = ['draft', 'published'] as const;
export type ScenarioVersionState = (typeof scenarioVersionStates)[number];

/** Whom a template is written for; a step to colleagues never takes the text of one to customers, nor the reverse. */
export const templateAudiences = ['customer', 'colleague'] as const;
export type TemplateAudience = (typeof templateAudiences)[number];

/** What a text is laid out as: a mail, or a letter on paper. */
export const templateForms = ['message', 'letter'] as const;
export type TemplateForm = (typeof templateForms)[number];
