/** The way from an empty installation to the first reminder: what is done, computed from facts. */
import { setUpSteps, type SetUpState, type SetUpStep } from '../vocabulary/settings.ts';
import { isPlaceholder } from './placeholder.ts';

export interface SetUpFacts {
  account: { email: string; hasOwnPassword: boolean };
  company: { street: string; city: string; numbers: (string | null)[]; iban: string | null };
  sender: {
    email: string;
    /** ms since the epoch; null: never changed. */
    changedAt: number | null;
    /** When a test mail of the company was last taken by the mail server, ms since the epoch. */
    provenAt: number | null;
  };
  /** Late-payment interest or a fixed compensation is set. */
  hasTerms: boolean;
  colleagues: number;
  customers: number;
  openItems: number;
  hasScenario: boolean;
  /** Customers whom no rule names get their page. */
  pagesByDefault: boolean;
  previewSeen: boolean;
  isOn: boolean;
}

/** A company may be one person, may name no terms, and may write without a page. */
const optionalSteps: readonly SetUpStep[] = ['users', 'terms', 'pages'];

/** Every step with its state, in order. */
export function setUpStates(facts: SetUpFacts): { step: SetUpStep; state: SetUpState }[] {
  return setUpSteps.map((step) => ({
    step,
    state: isDone(step, facts) ? 'done' : optionalSteps.includes(step) ? 'optional' : 'open',
  }));
}

function isDone(step: SetUpStep, facts: SetUpFacts): boolean {
  switch (step) {
    case 'account':
      return facts.account.hasOwnPassword && !isPlaceholder(facts.account.email);
    case 'company':
      return isCompanyComplete(facts.company);
    case 'sender':
      return isSenderProven(facts.sender);
    case 'terms':
      return facts.hasTerms;
    case 'users':
      return facts.colleagues > 0;
    case 'ledger':
      return facts.customers > 0 && facts.openItems > 0;
    case 'scenario':
      return facts.hasScenario;
    case 'pages':
      return facts.pagesByDefault;
    case 'preview':
      return facts.previewSeen;
    case 'switch_on':
      return facts.isOn;
  }
}

/** What a reminder must name for a customer to pay it: who writes, where from, and to which account. */
function isCompanyComplete({ street, city, numbers, iban }: SetUpFacts['company']): boolean {
  return street !== '' && city !== '' && numbers.some(Boolean) && Boolean(iban);
}

/** Proven by a mail that was taken since the sender is what it is. */
function isSenderProven({ email, changedAt, provenAt }: SetUpFacts['sender']): boolean {
  return !isPlaceholder(email) && provenAt !== null && provenAt >= (changedAt ?? 0);
}
