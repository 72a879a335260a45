/** Sentences put together from facts: why nothing is planned, what happened. Facts arrive already formatted. */
import { counting } from '../../plural.ts';
import type { GateKind } from '../../../vocabulary.ts';

const count = counting('en-GB');

/** Parameters of a gate as text; what the decision did not carry is absent. */
export interface GateFacts {
  opensOn?: string | undefined;
  items?: string | undefined;
  stepName?: string | undefined;
  channel?: string | undefined;
  totals?: string | undefined;
  minimum?: string | undefined;
  lastContactOn?: string | undefined;
  handledOn?: string | undefined;
  deadlineOn?: string | undefined;
  max?: number | undefined;
  days?: number | undefined;
  ledgerAsOf?: string | undefined;
  ledgerMaxAgeDays?: number | undefined;
  proposedOn?: string | undefined;
  windowStart?: string | undefined;
  windowEnd?: string | undefined;
  roles?: string | undefined;
  rows?: number | undefined;
  email?: string | undefined;
  customer?: string | undefined;
  importedOn?: string | undefined;
  postponedUntil?: string | undefined;
}

const until = (date: string | undefined) => (date === undefined ? '' : ` until ${date}`);

export const reasons: Record<GateKind, (facts: GateFacts) => string> = {
  entity_paused: (f) =>
    f.channel === undefined
      ? `Sending is paused for the whole company${until(f.opensOn)}.`
      : `Sending by ${f.channel} is paused for the whole company.`,
  customer_excluded: () => 'This customer is excluded: no reminders until somebody includes it again.',
  case_paused: (f) =>
    f.opensOn === undefined
      ? 'This customer is paused until somebody resumes.'
      : `This customer is paused; it resumes by itself on ${f.opensOn}.`,
  rows_left_out: (f) =>
    `${f.rows === undefined ? 'Rows' : count(f.rows, { one: '# row', other: '# rows' })} of this customer ${f.rows === 1 ? 'was' : 'were'} left out of ${f.importedOn === undefined ? 'an import' : `the import of ${f.importedOn}`}. What is owed may be less; nothing is sent until an import reads them or somebody releases the hold.`,
  nothing_due: (f) =>
    f.opensOn === undefined
      ? 'Nothing has reached the first step.'
      : `Nothing has reached the first step; the next item does on ${f.opensOn}.`,
  all_promised: (f) =>
    `Promised: ${f.items ?? 'everything overdue'}. Nothing is asked for before ${f.opensOn ?? 'that is due'}.`,
  all_disputed: (f) => `Disputed until resolved: ${f.items ?? 'everything overdue'}.`,
  all_held: (f) => `On hold${until(f.opensOn)}: ${f.items ?? 'everything overdue'}.`,
  payment_in_progress: (f) => `A payment is on its way for ${f.items ?? 'what is overdue'}.`,
  unread_reply: () => 'A reply of the customer waits to be read; until then nothing is sent.',
  under_minimum: (f) =>
    f.totals === undefined || f.minimum === undefined
      ? 'The amount is under the minimum.'
      : `${f.totals} is under the minimum of ${f.minimum}.`,
  step_not_due: (f) =>
    f.postponedUntil !== undefined
      ? `Postponed to ${f.postponedUntil}.`
      : `The next step, ${f.stepName ?? 'of the scenario'}, comes on ${f.opensOn ?? 'a later day'}.`,
  minimum_gap: (f) =>
    `The last contact was on ${f.lastContactOn ?? 'a recent day'}; the next one may be on ${f.opensOn ?? 'a later day'}.`,
  reply_gap: (f) =>
    `A reply was handled on ${f.handledOn ?? 'a recent day'}; the next message may leave on ${f.opensOn ?? 'a later day'}.`,
  deadline_running: (f) =>
    f.deadlineOn === undefined
      ? 'A deadline that a message gave is still running.'
      : `The last message gave until ${f.deadlineOn}; nothing leaves before ${f.opensOn ?? 'it has passed'}.`,
  contact_cap: (f) =>
    f.max === undefined || f.days === undefined
      ? 'The limit of contacts is reached.'
      : `The limit of ${count(f.max, { one: '# contact', other: '# contacts' })} in ${count(f.days, { one: '# day', other: '# days' })} is reached; the next one may be on ${f.opensOn ?? 'a later day'}.`,
  no_contact: (f) =>
    `No usable address for ${f.channel ?? 'this channel'}${f.roles === undefined ? '' : ` (${f.roles})`}. Add a contact.`,
  shared_address: (f) =>
    `${f.email ?? 'The address'} gets a message for ${f.customer ?? 'another customer'} today; one a day goes to one address. This one goes ${f.opensOn === undefined ? 'on the next sending day' : `on ${f.opensOn}`}.`,
  ledger_stale: (f) =>
    f.ledgerAsOf === undefined
      ? 'The ledger is too old. Import a newer one.'
      : `The ledger is of ${f.ledgerAsOf}, older than the limit of ${count(f.ledgerMaxAgeDays ?? 0, { one: '# day', other: '# days' })}. Import a newer one.`,
  awaiting_confirmation: (f) =>
    f.proposedOn === undefined
      ? 'An action waits for confirmation.'
      : `An action waits for confirmation since ${f.proposedOn}.`,
  holiday: (f) =>
    `Today is not a sending day; sending goes on ${f.opensOn === undefined ? 'on the next one' : `on ${f.opensOn}`}.`,
  outside_window: (f) =>
    f.windowStart === undefined
      ? 'It is outside the sending hours of the customer.'
      : `It is outside the sending hours (${f.windowStart}–${f.windowEnd ?? ''} at the customer’s place).`,
  scenario_finished: (f) =>
    `The scenario is finished for ${f.items ?? 'what is overdue'}: decide what comes next.`,
};

export const sentences = {
  nextStep: (step: string, date: string, relative: string) => `Next: ${step} on ${date} (${relative}).`,
  nextStepBecause: (step: string, date: string, item: string, late: string) =>
    `Next: ${step} on ${date}, because ${item} is ${late}.`,
  waits: (step: string) => `Waiting for you: ${step}.`,
  waitsFor: (name: string, step: string) => `Waiting for ${name}: ${step}.`,
  waitsForAnybody: (step: string) => `Waiting for a collector: ${step}.`,
  nothingPlanned: 'Nothing is planned.',
  noCase: 'No follow-up yet: no scenario is assigned to this customer.',
  opensOn: (date: string) => `Opens on ${date}`,
  opensByFact: 'Opens when the facts change',
  by: (name: string) => `by ${name}`,
  byAt: (name: string, when: string) => `by ${name}, ${when}`,
  daysAndItem: (item: string, late: string) => `${item} is ${late}`,
};
