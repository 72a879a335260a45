/** What a version changes, one line a field, in the words of the form. */
import type { Format } from '../../format.ts';
import type { Text } from '../../text/desk/context.ts';
import { attributeLabel } from '../../attribute-label.ts';
import type {
  FieldChange,
  ScenarioDefinition,
  ScenarioStep,
  SettingField,
  StepField,
} from '../../vocabulary.ts';

interface Shown {
  t: Text;
  format: Format;
  templateName: (key: string) => string;
}

/** Only of the types that the model gives each field. */
type StepValues = { [K in StepField]: (value: NonNullable<ScenarioStep[K]>, shown: Shown) => string };
type SettingValues = {
  [K in SettingField]: (value: NonNullable<ScenarioDefinition[K]>, shown: Shown) => string;
};

const stepValues: StepValues = {
  name: (value) => value,
  channel: (value, { t }) => t.vocabulary.channels[value],
  mode: (value, { t }) => t.vocabulary.stepModes[value],
  trigger: ({ kind, days }, { t }) =>
    kind === 'due' ? t.scenarios.afterDue(days) : t.scenarios.afterPrevious(days),
  minGapDays: days,
  deadlineDays: days,
  onlyReminded: (value, { t }) => (value ? t.common.yes : t.common.no),
  template: (value, { templateName }) => templateName(value),
  letterKind: (value, { t }) => t.scenarioEditor.letterKinds[value],
  recipientRoles: (roles, { t, format }) => format.list(roles.map((role) => t.vocabulary.contactRoles[role])),
  colleagues: (names, shown) => shown.format.list(names.map((name) => colleagueText(shown.t, name))),
  addsCharges: (charges, { t, format }) => format.list(charges.map((charge) => t.interest.charges[charge])),
  level: (value, { format }) => format.number(value),
  when: ({ minTotalMinor = {}, attributes = {} }, { format }) =>
    format.list([
      ...Object.entries(minTotalMinor).map(([currency, minor]) => `≥ ${format.money(minor, currency)}`),
      ...Object.entries(attributes).map(([name, values]) => `${attributeLabel(name)}: ${values.join(' / ')}`),
    ]),
};

const settingValues: SettingValues = {
  name: (value) => value,
  catchUp: (value, { t }) => t.vocabulary.catchUpRules[value],
  contactGapDays: days,
  replyGapDays: days,
  afterLastStep: (value, { t }) => t.vocabulary.afterLastStepRules[value],
  contactCap: (cap, { t }) => t.scenarios.rule.cap(cap.max, cap.days),
  promiseGraceDays: (value, { t }) => t.scenarios.rule.sendingDays(value),
  escalateAfterDays: (value, { t }) => t.scenarios.rule.sendingDays(value),
  minimumAmountMinor: (amounts, { format }) =>
    format.list(Object.entries(amounts).map(([currency, minor]) => format.money(minor, currency))),
};

function days(value: number, { t }: Shown): string {
  return t.scenarios.rule.days(value);
}

export function colleagueText(t: Text, colleague: string): string {
  if (colleague === 'collector') return t.customer.collector;
  const attribute = /^attribute:(.*)$/.exec(colleague)?.[1];
  return attribute === undefined ? colleague : attributeLabel(attribute);
}

export function stepChangeText(shown: Shown, change: FieldChange<StepField>): string {
  const write = stepValues[change.field] as (value: unknown, shown: Shown) => string;
  return changeText(shown, shown.t.scenarioEditor.fields[change.field], change, write);
}

export function settingChangeText(shown: Shown, change: FieldChange<SettingField>): string {
  const write = settingValues[change.field] as (value: unknown, shown: Shown) => string;
  return changeText(shown, shown.t.scenarioEditor.ruleFields[change.field], change, write);
}

function changeText(
  shown: Shown,
  name: string,
  { from, to }: { from?: unknown; to?: unknown },
  write: (value: unknown, shown: Shown) => string,
): string {
  const text = (value: unknown) =>
    (value === undefined ? '' : write(value, shown)) || shown.t.scenarioEditor.notSet;
  return shown.t.audit.change(name, text(from), text(to));
}
