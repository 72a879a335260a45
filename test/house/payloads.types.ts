/**
 * What must compile, and what must not, about data that crosses a boundary. Nothing here runs: the compiler
 * is the judge, and test/house/types.test.ts asks it, once with the expectations and once without.
 */
import type { DecisionInput, Decision } from '../../domain/model/decision.ts';
import type { ScenarioDefinition } from '../../domain/model/scenario.ts';
import { sumByCurrency } from '../../domain/money/amounts.ts';
import type {
  CaseCommand,
  CaseFact,
  CaseStart,
  CaseStatus,
  CommandAnswer,
  ImportDecision,
  ImportStart,
  LookResult,
} from '../../workflows/messages.ts';

/** `T` as it would look after a trip through JSON; anything that would not survive becomes `never`. */
type AfterJson<T> = unknown extends T
  ? T
  : T extends string | number | boolean | null | undefined
    ? T
    : T extends
          | bigint
          | symbol
          | Date
          | ReadonlyMap<unknown, unknown>
          | ReadonlySet<unknown>
          | ((...args: never[]) => unknown)
      ? never
      : { [K in keyof T]: AfterJson<T[K]> };

type SurvivesJson<T> = [T] extends [AfterJson<T>] ? true : false;

// every payload of a workflow, and what is stored as the record of a decision
export const payloadsArePlain: [
  SurvivesJson<CaseStart>,
  SurvivesJson<CaseCommand>,
  SurvivesJson<CommandAnswer>,
  SurvivesJson<CaseFact>,
  SurvivesJson<CaseStatus>,
  SurvivesJson<LookResult>,
  SurvivesJson<ImportStart>,
  SurvivesJson<ImportDecision>,
  SurvivesJson<DecisionInput>,
  SurvivesJson<Decision>,
  SurvivesJson<ScenarioDefinition>,
] = [true, true, true, true, true, true, true, true, true, true, true];

// @ts-expect-error a Date arrives as a string
export const dateIsRefused: SurvivesJson<CaseStart & { startedAt: Date }> = true;

// @ts-expect-error a Map arrives empty
export const mapIsRefused: SurvivesJson<{ totals: Map<string, number> }> = true;

// @ts-expect-error a Set arrives empty, also deep inside
export const setIsRefused: SurvivesJson<{ lines: { keys: Set<string> }[] }> = true;

// @ts-expect-error a bigint does not travel at all
export const bigintIsRefused: SurvivesJson<{ openMinor: bigint }> = true;

// @ts-expect-error a function is dropped on the way
export const functionIsRefused: SurvivesJson<{ total(): number }> = true;

export const totals = sumByCurrency([{ amountMinor: 1200, currency: 'EUR' }]);

// @ts-expect-error an amount without its currency is not an amount
export const amountWithoutCurrency = sumByCurrency([{ amountMinor: 1200 }]);

// @ts-expect-error totals by currency are not one number
export const acrossCurrencies: number = sumByCurrency([{ amountMinor: 1200, currency: 'EUR' }]);

// @ts-expect-error a gate is one of the vocabulary
export const unknownGate: Decision['gates'][number] = { gate: 'not_in_the_mood' };
