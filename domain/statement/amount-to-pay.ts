/**
 * What a customer is asked to pay on the page: by the rules of the reminder (engine.md, points 5 and 6), so that page,
 * QR code, workbook and mail never ask for different amounts.
 */
import { restsOfCredits, type CreditableLine } from '../ledger/credit-rests.ts';
import type { NettingRule } from '../vocabulary/ledger.ts';
import type { PaymentCover } from '../vocabulary/visitors.ts';

export interface StatementLine extends CreditableLine {
  daysOverdue: number;
  /** Disputed part in minor units. */
  disputedMinor: number;
  /** Promised, on hold, or answered by the customer and not read yet: not asked for again meanwhile. */
  isPromised: boolean;
  /** Of it, what is promised, in minor units; absent or null: all that is not disputed. */
  promisedPartMinor?: number | null;
  isHeld: boolean;
  /** What the customer's last answer promises of it, while nobody has read it; 0: it says something else. */
  saidMinor?: number | undefined;
  /** Late charges of the line before it, which has the same id: no document. */
  isCharge?: true;
}

/** A line followed by the late charges that were added to it: asked for with it, and not part of a promise. */
export function withCharges(line: StatementLine, chargesMinor: number): StatementLine[] {
  if (chargesMinor <= 0) return [line];
  const isAsked = askedMinor(line) > 0;
  const { saidMinor } = line;
  return [
    line,
    {
      ...line,
      // No credit goes with it.
      ...{ number: '', refersTo: null, isCharge: true },
      openMinor: chargesMinor,
      disputedMinor: 0,
      isHeld: line.isHeld || !isAsked,
      promisedPartMinor: 0,
      saidMinor: saidMinor === undefined ? undefined : 0,
    },
  ];
}

/** Of one currency, all in minor units and at or above zero, but for the balance. */
export interface StatementFigures {
  /** Invoices and debit notes, less credits where the customer's rule nets them; below zero in the customer's favour. */
  balanceMinor: number;
  /** To be paid by now: overdue, not disputed, promised or held, less netted credits. What a reminder asks for. */
  overdueMinor: number;
  /** Past its day, answered or not, less netted credits: shown, not asked for. Never below what is asked for. */
  lateMinor: number;
  /** To be paid in all, by the same rules. */
  payableMinor: number;
  disputedMinor: number;
  promisedMinor: number;
  /** Credits and payments on account, as a positive amount. */
  creditsMinor: number;
  /** Credits are taken off balance and amounts to be paid. */
  netted: boolean;
}

/** By currency, of all open lines of the customer. */
export function statementFigures(
  lines: readonly StatementLine[],
  netting: NettingRule,
): Record<string, StatementFigures> {
  const rests = restsOfCredits(lines, askedMinor);
  const figures: Record<string, StatementFigures> = {};
  for (const line of lines) {
    const of = (figures[line.currency] ??= noFigures(netting));
    if (line.openMinor < 0) {
      of.creditsMinor -= line.openMinor;
      if (netting !== 'net') continue;
      const restMinor = rests.get(line.id) ?? 0;
      of.balanceMinor += line.openMinor;
      of.overdueMinor += restMinor;
      of.payableMinor += restMinor;
      continue;
    }
    const asked = askedMinor(line);
    of.balanceMinor += line.openMinor;
    of.payableMinor += asked;
    if (line.daysOverdue >= 1) {
      of.overdueMinor += asked;
      of.lateMinor += line.openMinor;
    }
    of.disputedMinor += line.openMinor - undisputedOf(line);
    of.promisedMinor += promisedOf(line);
  }
  for (const of of Object.values(figures)) {
    of.overdueMinor = Math.max(0, of.overdueMinor);
    of.lateMinor = Math.max(of.overdueMinor, of.lateMinor - (of.netted ? of.creditsMinor : 0));
    of.payableMinor = Math.max(0, of.payableMinor);
  }
  return figures;
}

/** What is asked for of a line as it stands; 0 for credits. */
export function askedMinor(line: StatementLine): number {
  return line.isPromised || line.isHeld ? 0 : undisputedOf(line);
}

/** What is promised of a line, agreed or just said: its part, or all of it that is not disputed. */
export function promisedOf(line: StatementLine): number {
  if (line.openMinor <= 0) return 0;
  const undisputedMinor = undisputedOf(line);
  const agreedMinor = line.isPromised ? (line.promisedPartMinor ?? undisputedMinor) : 0;
  return Math.min(undisputedMinor, Math.max(0, line.saidMinor ?? agreedMinor));
}

export function undisputedOf({ openMinor, disputedMinor }: StatementLine): number {
  return Math.max(0, openMinor - Math.max(0, disputedMinor));
}

function noFigures(netting: NettingRule): StatementFigures {
  return {
    balanceMinor: 0,
    overdueMinor: 0,
    lateMinor: 0,
    payableMinor: 0,
    disputedMinor: 0,
    promisedMinor: 0,
    creditsMinor: 0,
    netted: netting === 'net',
  };
}

/** A transfer of one currency; documents in the order of the lines, credits among them. */
export interface Payment {
  amountMinor: number;
  numbers: string[];
}

/**
 * What a transfer of these lines comes to, by currency; currencies in which nothing is to be paid are absent. What is
 * promised of lines that the customer ticked counts, since that is how a promise is kept. Never more than a
 * reminder would ask for: where credits are netted, they are taken off although nobody ticked them.
 */
export function paymentsOf(
  lines: readonly StatementLine[],
  netting: NettingRule,
  choice: { ids: ReadonlySet<string>; ticked: boolean },
): Record<string, Payment> {
  const rests = restsOfCredits(lines, askedMinor);
  const asked = (line: StatementLine) =>
    choice.ticked && choice.ids.has(line.id) ? askedMinor(line) || promisedOf(line) : askedMinor(line);
  const payments: Record<string, Payment> = {};
  for (const currency of new Set(lines.map((line) => line.currency))) {
    const own = lines.filter((line) => line.currency === currency);
    const chosen = own.filter(({ id }) => choice.ids.has(id));
    const due = chosen.filter((line) => line.openMinor > 0 && asked(line) > 0);
    const onlyOverdue = due.every(({ daysOverdue }) => daysOverdue >= 1);
    const inScope = onlyOverdue
      ? own.filter(({ daysOverdue, id }) => daysOverdue >= 1 || choice.ids.has(id))
      : own;
    const credits = own.filter(({ openMinor }) => openMinor < 0);
    const creditOf = (some: readonly StatementLine[]) =>
      netting === 'net' ? some.reduce((sum, { id }) => sum + (rests.get(id) ?? 0), 0) : 0;
    const limitMinor = sumOf(inScope, asked) + creditOf(credits);
    const chosenMinor = sumOf(due, asked) + creditOf(chosen);
    const amountMinor = Math.min(chosenMinor, limitMinor);
    if (amountMinor > 0)
      payments[currency] = { amountMinor, numbers: documentsOf(due).map(({ number }) => number) };
  }
  return payments;
}

export interface DuePayments {
  covers: PaymentCover;
  payments: Record<string, Payment>;
}

/**
 * The transfer that a customer is shown who ticked nothing: what a reminder asks for; where nothing is asked, what was
 * promised; where all that is late is answered otherwise, nothing; and before anything is late, what will be due.
 */
export function duePayments(lines: readonly StatementLine[], netting: NettingRule): DuePayments {
  const figures = Object.values(statementFigures(lines, netting));
  const all = (some: readonly StatementLine[]) => ({ ids: new Set(some.map(({ id }) => id)), ticked: false });
  if (figures.some(({ overdueMinor }) => overdueMinor > 0)) {
    const late = lines.filter(({ daysOverdue }) => daysOverdue >= 1);
    return { covers: 'overdue', payments: paymentsOf(lines, netting, all(late)) };
  }
  const promised = promisedPayments(lines, netting);
  if (Object.keys(promised).length > 0) return { covers: 'promised', payments: promised };
  if (figures.some(({ lateMinor }) => lateMinor > 0)) return { covers: 'nothing', payments: {} };
  const payments = paymentsOf(lines, netting, all(lines));
  if (Object.keys(payments).length === 0) return { covers: 'nothing', payments };
  const isAll = figures.every(({ payableMinor, balanceMinor }) => payableMinor === Math.max(0, balanceMinor));
  return { covers: isAll ? 'open' : 'rest', payments };
}

/** By currency, no more than the balance. */
function promisedPayments(lines: readonly StatementLine[], netting: NettingRule): Record<string, Payment> {
  const payments: Record<string, Payment> = {};
  for (const [currency, { balanceMinor }] of Object.entries(statementFigures(lines, netting))) {
    const promised = lines.filter((line) => line.currency === currency && promisedOf(line) > 0);
    const sumMinor = promised.reduce((sum, line) => sum + promisedOf(line), 0);
    const amountMinor = Math.min(sumMinor, balanceMinor);
    if (amountMinor > 0) payments[currency] = { amountMinor, numbers: promised.map(({ number }) => number) };
  }
  return payments;
}

function sumOf(lines: readonly StatementLine[], asked: (line: StatementLine) => number): number {
  return lines.reduce((sum, line) => sum + (line.openMinor > 0 ? asked(line) : 0), 0);
}

function documentsOf(lines: readonly StatementLine[]): StatementLine[] {
  return lines.filter(({ isCharge }) => isCharge !== true);
}
