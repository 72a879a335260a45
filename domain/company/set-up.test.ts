import { expect, it } from 'vitest';
import { setUpStates, type SetUpFacts } from './set-up.ts';

const empty: SetUpFacts = {
  account: { email: 'admin@relance.example', hasOwnPassword: false },
  company: { street: '', city: '', numbers: [null, null], iban: null },
  sender: { email: 'admin@relance.example', changedAt: null, provenAt: null },
  hasTerms: false,
  colleagues: 0,
  customers: 0,
  openItems: 0,
  hasScenario: true,
  pagesByDefault: false,
  previewSeen: false,
  isOn: false,
};
const stateOf = (step: string, facts: Partial<SetUpFacts>) =>
  setUpStates({ ...empty, ...facts }).find((one) => one.step === step)?.state;

it('D-13 an empty installation has its scenario; colleagues, terms and pages are optional, the rest is open', () => {
  expect(setUpStates(empty).map(({ state }) => state)).toEqual([
    'open',
    'open',
    'open',
    'optional',
    'optional',
    'open',
    'done',
    'optional',
    'open',
    'open',
  ]);
});

it('D-13 an account is set up with a real address and a password of one’s own', () => {
  const account = { email: 'anna@company.test', hasOwnPassword: false };
  expect(stateOf('account', { account })).toBe('open');
  expect(stateOf('account', { account: { ...account, hasOwnPassword: true } })).toBe('done');
  expect(stateOf('account', { account: { ...empty.account, hasOwnPassword: true } })).toBe('open');
});

it('D-13 a sender is proven by a test mail that was made after it was changed', () => {
  const sender = { email: 'a@company.test', changedAt: 100, provenAt: null };
  expect(stateOf('sender', { sender })).toBe('open');
  expect(stateOf('sender', { sender: { ...sender, provenAt: 99 } })).toBe('open');
  expect(stateOf('sender', { sender: { ...sender, provenAt: 100 } })).toBe('done');
  expect(stateOf('sender', { sender: { ...empty.sender, provenAt: 100 } })).toBe('open');
});

it('D-13 a company is complete with address, a number and the account to pay to', () => {
  const company = {
    street: '1 High Street',
    city: 'Leeds',
    numbers: [null, 'GB980780684'],
    iban: 'GB82WEST12345698765432',
  };
  expect(stateOf('company', { company })).toBe('done');
  expect(stateOf('company', { company: { ...company, iban: null } })).toBe('open');
  expect(stateOf('company', { company: { ...company, numbers: ['', null] } })).toBe('open');
});

it('D-13 terms and pages are done by what is set', () => {
  expect(stateOf('terms', { hasTerms: true })).toBe('done');
  expect(stateOf('pages', { pagesByDefault: true })).toBe('done');
});
