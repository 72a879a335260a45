/**
 * What must compile, and what must not, about data that crosses a boundary. Nothing here runs: the compiler
 * is the judge, and test/house/types.test.ts asks it, once with the expectations and once without.
 */
import type { DecisionInput, Decision } from '../../domain/model/decision.ts';
import type { ScenarioDefinition } from '../../domain/model/scenario.ts';
import { sumByCurrency } from '../../domain/money/amounts.ts';
import type { QueryDefinition, SignalDefinition, UpdateDefinition } from '@temporalio/common';
import type { Activities } from '../../activities/index.ts';
import type * as workflows from '../../workflows/index.ts';
import type * as actionDelivery from '../../workflows/messages/action-delivery.ts';
import type * as bulkRun from '../../workflows/messages/bulk-run.ts';
import type * as collectionCase from '../../workflows/messages/collection-case.ts';
import type * as importRun from '../../workflows/messages/import-run.ts';
import type * as inboundMail from '../../workflows/messages/inbound-mail.ts';
import type * as letterDelivery from '../../workflows/messages/letter-delivery.ts';
import type * as onlinePayment from '../../workflows/messages/online-payment.ts';
import type * as replyReading from '../../workflows/messages/reply-reading.ts';
import type * as noticeDelivery from '../../workflows/messages/notice-delivery.ts';
import type { WorkflowType } from '../../workflows/messages/workflow-ids.ts';

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

type Called<F> = F extends (...args: infer Args) => infer Answer ? [Args, Awaited<Answer>] : never;
type Carried<M> = M extends
  UpdateDefinition<infer Answer, infer Args> | QueryDefinition<infer Answer, infer Args>
  ? [Args, Answer]
  : M extends SignalDefinition<infer Args>
    ? Args
    : never;

/** Names in `T` whose value would not arrive as it was sent; `never` is what there should be. */
type Spoilt<T> = { [Name in keyof T]: SurvivesJson<T[Name]> extends true ? never : Name }[keyof T];

/** A workflow without its file of messages does not compile here. */
type MessagesOf<Type extends WorkflowType> = {
  collectionCase: typeof collectionCase;
  importRun: typeof importRun;
  bulkRun: typeof bulkRun;
  noticeDelivery: typeof noticeDelivery;
  letterDelivery: typeof letterDelivery;
  onlinePayment: typeof onlinePayment;
  actionDelivery: typeof actionDelivery;
  replyReading: typeof replyReading;
  inboundMail: typeof inboundMail;
}[Type];
type MessageOf<Type extends WorkflowType> = MessagesOf<Type>[keyof MessagesOf<Type>];

/** Taken from what there is: a workflow, message or activity that is added is asked without being listed here. */
interface Payloads {
  workflows: Spoilt<{ [Name in keyof typeof workflows]: Called<(typeof workflows)[Name]> }>;
  messages: Spoilt<{ [Type in WorkflowType]: Carried<MessageOf<Type>> }>;
  activities: Spoilt<{ [Name in keyof Activities]: Called<Activities[Name]> }>;
  records: Spoilt<{ input: DecisionInput; decision: Decision; scenario: ScenarioDefinition }>;
}
type NothingIsSpoilt<T> = [T] extends [never] ? true : T;
export const payloadsArePlain: { [Kind in keyof Payloads]: NothingIsSpoilt<Payloads[Kind]> } = {
  workflows: true,
  messages: true,
  activities: true,
  records: true,
};

/** Everybody who may read workflow histories reads signals: they carry ids at most, which are strings. */
type SignalArgs<M> = M extends UpdateDefinition<never, never> | QueryDefinition<never, never>
  ? never
  : M extends SignalDefinition<infer Args>
    ? Args
    : never;
type CarryingMore = {
  [Type in WorkflowType]: SignalArgs<MessageOf<Type>> extends string[] ? never : Type;
}[WorkflowType];
export const signalsCarryIds: NothingIsSpoilt<CarryingMore> = true;

// @ts-expect-error a workflow that takes a Date is named
export const dateOfAWorkflow: NothingIsSpoilt<Spoilt<{ w: Called<(at: Date) => Promise<void>> }>> = true;

// @ts-expect-error a signal that carries a text and more is named
export const signalWithText: SignalArgs<SignalDefinition<[{ text: string }]>> extends string[]
  ? true
  : false = true;

// @ts-expect-error a Date arrives as a string
export const dateIsRefused: SurvivesJson<collectionCase.CaseStart & { startedAt: Date }> = true;

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
