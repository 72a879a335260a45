import { counting } from '../../plural.ts';

const count = counting('en-GB');
const items = (n: number) => count(n, { one: '# item', other: '# items' });

/** A stored decision explained in sentences. Facts arrive already formatted. */
export const decision = {
  decided: 'What was decided',
  on: (day: string, time: string, zone: string) => `On ${day} at ${time} at the customer’s place (${zone}).`,
  leavesNow: (step: string) => `${step} was due and could leave at once, by itself.`,
  leavesAt: (step: string, time: string) => `${step} was due and was to leave by itself at ${time}.`,
  asks: (step: string) => `${step} was due and was put before a person.`,
  waits: (step: string) => `${step} had been put before a person and stayed there.`,
  nothing: 'Nothing was sent and nobody was asked.',
  step: (position: number, steps: number, scenario: string, level: number) =>
    `Step ${position} of ${steps} of the scenario ${scenario}, level ${level}.`,
  how: (channel: string, mode: string) => `${channel}, ${mode}.`,
  asksFor: (amount: string, n: number) => `It asks for ${amount} on ${items(n)}.`,
  netted: (gross: string, n: number) =>
    `${count(n, { one: '# credit is', other: '# credits are' })} counted against ${gross}.`,
  passedOver: (steps: string) => `Steps passed over: ${steps}.`,
  skipped: (step: string, reason: string) => `Skipped: ${step}. ${reason}.`,
  led: 'What led to it',
  leader: (item: string, amount: string, date: string, late: string) =>
    `${item} leads: ${amount}, due on ${date}, ${late}.`,
  noLeader: 'No item led to a step.',
  gates: 'What held it back, in the order in which it was checked',
  noGates: 'Nothing held it back.',
  next: 'What comes next',
  nextStep: (step: string, date: string) => `${step} on ${date}, as far as was known.`,
  noNext: 'No further step was known.',
  evaluatedOn: (date: string) => `The customer is evaluated again on ${date}.`,
  evaluatedAt: (date: string, time: string) => `The customer is evaluated again on ${date} at ${time}.`,
  evaluatedByFact: 'Only a new fact leads to another evaluation.',
  facts: 'The facts it was based on',
  open: (n: number) => `${count(n, { one: '# item was', other: '# items were', zero: 'No item was' })} open.`,
  overdue: (n: number, amount: string) =>
    `${count(n, { one: '# of them was', other: '# of them were' })} overdue: ${amount}.`,
  credits: (n: number) => count(n, { one: '# credit was open.', other: '# credits were open.' }),
  blocked: (parts: string) => `Not chased: ${parts}.`,
  promised: (n: number) => `${n} promised`,
  disputed: (n: number) => `${n} disputed`,
  held: (n: number) => `${n} on hold`,
  ledger: (date: string) => `The ledger was of ${date}.`,
  lastPerformed: (date: string) => `The last step was performed on ${date}.`,
  window: (from: string, to: string) => `Sending hours were ${from} to ${to}.`,
  unexplained:
    'This record is of earlier rules, which cannot be explained in words. It is shown below as it was stored.',
  raw: 'The record as it is stored (JSON)',
  today: 'What today’s rules decide (JSON)',
  copy: 'Copy',
  copied: 'Copied',
  fingerprint: (hash: string) => `SHA-256 of the facts: ${hash}`,
};
