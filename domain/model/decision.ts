/**
 * What the engine reads and what it answers. Plain JSON: the pair is stored as the decision record (S-16), and
 * `decide` on the stored input gives the stored output again, byte for byte.
 */
import type { Channel } from '../vocabulary/channels.ts';
import type { DocumentType, NettingRule } from '../vocabulary/ledger.ts';
import type { GateKind } from '../vocabulary/cases.ts';
import type { LateCharge } from '../vocabulary/interest.ts';
import type { SkipReason } from '../vocabulary/actions.ts';
import type { StepMode } from '../vocabulary/scenarios.ts';
import type { CalendarSettings } from './calendar.ts';
import type { IsoDate, MinorByCurrency } from './common.ts';
import type { ScenarioDefinition } from './scenario.ts';

/** One due line with what blocks it. Ids are opaque to the engine (the item's uuid; in a simulation its number). */
export interface PositionLine {
  id: string;
  type: DocumentType;
  number: string;
  instalment: number;
  issuedOn: IsoDate;
  dueOn: IsoDate;
  /** > 0 for invoices and debit notes, < 0 for credit notes and unapplied payments. */
  openMinor: number;
  currency: string;
  /** Position of the highest step the line has had; 0: none. */
  rank: number;
  /** Day (or later of several) promised for the line; the grace days are added by the engine. */
  promisedOn?: IsoDate;
  /** Disputed part; equal to openMinor (or more) when the whole line is disputed. */
  disputedMinor?: number;
  /** Held: `until` is the first day on which it may be chased again, null until released. */
  hold?: { until: IsoDate | null };
  specificAction?: boolean;
  paymentInProgress?: boolean;
  unreadReply?: boolean;
  /** Of a credit: number of the document (same currency) against whose unchased part it counts first. */
  refersTo?: string;
}

/** A proposed action that waits for a person. */
export interface AwaitingAction {
  stepKey: string;
  leaderId: string;
  proposedOn: IsoDate;
  /** A person has confirmed it: only the window, the calendar and the ledger's age may still hold it back. */
  confirmed?: boolean;
}

export interface DecisionInput {
  engineVersion: number;
  /** The day in the customer's time zone, and minutes since its midnight. */
  today: IsoDate;
  minuteOfDay: number;
  entity: {
    country: string;
    /** First day on which sending goes on; null: until switched on again; absent: not paused. */
    pausedUntil?: IsoDate | null;
    pausedChannels: Channel[];
    /** Day of the last ledger; absent: the limit is not applied. */
    ledgerAsOf?: IsoDate;
    ledgerMaxAgeDays?: number;
  };
  calendar: CalendarSettings;
  scenario: ScenarioDefinition;
  customer: {
    number: string;
    country: string;
    timeZone: string;
    netting: NettingRule;
    excluded: boolean;
    attributes: Record<string, string>;
    minimumAmountMinor?: MinorByCurrency;
    /** Which channels have a usable address, by contact role. */
    reachable: { role: string; email: boolean; postal: boolean; phone: boolean }[];
    /** Addresses of the customer at which another customer with the same one is written to today. Absent: none. */
    addressesTaken?: { email: string; roles: string[]; customer: string }[];
  };
  case: {
    pausedUntil?: IsoDate | null;
    postponedUntil?: IsoDate;
    /** Day on which a step was last performed or skipped. */
    lastActionOn?: IsoDate;
    /** Day on which a step was last performed: one message a day, regardless of what gap is set. */
    lastPerformedOn?: IsoDate;
    /** Day on which a reply of the customer was last handled. */
    lastReplyHandledOn?: IsoDate;
    /** Last day of the latest deadline that a message gave. */
    deadlineOn?: IsoDate;
    /** Days of contacts that count, ascending; at least those the cap looks back on, and the last one. */
    contactsOn: IsoDate[];
    awaiting?: AwaitingAction;
    /** Key of the customer for the hash that spreads automatic messages. */
    spreadKey: string;
  };
  unreadReply: boolean;
  /** Rows of the customer were left out of an import: what is known may be too much. Absent: none. */
  rowsLeftOut?: { importedOn: IsoDate; rows: number };
  lines: PositionLine[];
}

export interface ListedLine {
  id: string;
  number: string;
  instalment: number;
  type: DocumentType;
  issuedOn: IsoDate;
  dueOn: IsoDate;
  /** What is asked for on this line: the open amount less the disputed part; negative for credits. */
  openMinor: number;
  currency: string;
  daysOverdue: number;
  /** Rank that the line gets when the step is performed. */
  rankAfter: number;
  /** In a message: no document, but what its lateness costs. The engine knows no such lines. */
  charge?: LateCharge;
}

export interface ClosedGate {
  gate: GateKind;
  /** The first day on which it may open, where known. */
  opensOn?: IsoDate;
  params?: Record<string, string | number | string[] | MinorByCurrency>;
}

/** A step whose day has come (or that is proposed and waits). */
export interface DueStep {
  stepKey: string;
  stepName: string;
  /** 1-based position in the scenario. */
  position: number;
  level: number;
  channel: Channel;
  mode: StepMode;
  template?: string;
  recipientRoles: string[];
  leaderId: string;
  /** Invoices and debit notes asked for, oldest first; credits follow when netting lists them. */
  lines: ListedLine[];
  credits: ListedLine[];
  /** What is asked for, by currency (net of credits when netting is `net`). */
  totals: MinorByCurrency;
  /** Sum of the lines without credits; differs from totals when netting is `net`. */
  grossTotals: MinorByCurrency;
  /** Steps passed over by catch-up rule `highest`, recorded as skipped when this one is performed. */
  passedOver: string[];
}

/** A step recorded as skipped without a person: its condition was false on its day. */
export interface SkippedStep {
  stepKey: string;
  position: number;
  reason: SkipReason;
  leaderId: string;
  /** Ranks that the lines get by it; empty for a step that was passed over (the step after it moves them). */
  ranks: { id: string; rank: number }[];
}

export interface Decision {
  /**
   * A step that is due now: perform (automatic), propose (to_confirm, manual). Present with closed gates only when
   * a proposal of this step for this leader waits and is kept (`awaiting_confirmation` and what else holds it):
   * act only when `gates` is empty. Absent: nothing to do now, and a proposal that waits falls away.
   */
  due?: DueStep;
  /** When an automatic or confirmed step may leave: minutes since midnight of today in the customer's zone; <= now: at once. */
  sendAtMinute?: number;
  /** Steps to record as skipped by condition, in order; the decision already counts them as had. */
  skipped: SkippedStep[];
  /** All closed gates in the fixed order; empty when a step is due and may go. */
  gates: ClosedGate[];
  /** The next step and its day as far as known today, for the agenda and the customer page. */
  next?: {
    stepKey: string;
    stepName: string;
    position: number;
    channel: Channel;
    mode: StepMode;
    on: IsoDate;
    leaderId: string;
  };
  /** The first day on which another evaluation can give another answer; absent: only a fact can change it. */
  nextEvaluationOn?: IsoDate;
  /** Minutes since midnight on nextEvaluationOn (customer's zone) at which to evaluate; 0 when the day alone matters. */
  nextEvaluationMinute?: number;
}
