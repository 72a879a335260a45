/**
 * Which of the amounts in a file is the open one, and with which sign: proposed by names, confirmed or refuted by
 * calculating over all rows, and asked about where both leave it open. Nothing is settled against a person's answer.
 */
import type { ImportQuestion, LedgerReading } from '../model/ledger.ts';
import {
  creditSigns,
  type CreditSigns,
  type DecimalMark,
  type ImportKind,
  type OpenAmountReading,
} from '../vocabulary/imports.ts';
import { plainFigure, type AmountRelations, type RelationExample } from './amount-relations.ts';
import type { ColumnMapping } from './columns.ts';
import type { LedgerField } from './fields.ts';
import type { ProfileRemark } from './profile.ts';

type Columns = Partial<Record<LedgerField, number>>;

export interface AmountsToSettle {
  kind: ImportKind;
  mapping: Pick<ColumnMapping, 'columns' | 'strength'>;
  headers: string[];
  mark: DecimalMark;
  relations: AmountRelations;
  declared: LedgerReading;
  remembered: LedgerReading;
}

export interface SettledAmounts {
  columns: Columns;
  openAmount: OpenAmountReading;
  creditSigns?: CreditSigns;
  /** Credits without a minus are claims: the file writes its credits with one, and a person said so. */
  signedCredits: boolean;
  /** A column says beyond doubt what is open; a status need not say it. */
  knowsOpenAmount: boolean;
  questions: ImportQuestion[];
  remarks: ProfileRemark[];
}

export function settleAmounts(input: AmountsToSettle): SettledAmounts {
  const { kind, mapping, declared, remembered, relations, mark } = input;
  const open =
    kind === 'items'
      ? openAmountOf(input)
      : { columns: mapping.columns, openAmount: 'column' as const, remarks: [], ask: null };
  const signs = declared.creditSigns ?? remembered.creditSigns;
  const questions: ImportQuestion[] = [];
  if (open.ask !== null) questions.push(openAmountQuestion(input, open.ask));
  if (signs === undefined && kind === 'items') questions.push(...signQuestion(input));
  const remarks = [...open.remarks];
  if (relations.bothSides > 0) remarks.push({ code: 'both_sides', params: { count: relations.bothSides } });
  const strength = mapping.strength.openAmount;
  return {
    columns: open.columns,
    openAmount: open.openAmount,
    ...(signs === undefined ? {} : { creditSigns: signs }),
    signedCredits: signs === 'minus_reverses' && relations.mixedCredits(mark).length > 0,
    knowsOpenAmount:
      open.openAmount === 'minus_paid' ||
      (open.openAmount === 'column' && (strength === 'sure' || (strength === 'strong' && confirmed()))),
    questions,
    remarks,
  };

  function confirmed(): boolean {
    const { paidRows, openIsRemaining } = relations.of(mark);
    return paidRows > 0 && openIsRemaining === paidRows;
  }
}

interface OpenAmount {
  columns: Columns;
  openAmount: OpenAmountReading;
  remarks: ProfileRemark[];
  /** The readings to choose from; null: it is settled. */
  ask: OpenAmountReading[] | null;
}

function openAmountOf(input: AmountsToSettle): OpenAmount {
  const { mapping, declared, remembered } = input;
  const { columns } = mapping;
  // A column that a person chose for this file is their answer.
  const answered =
    declared.openAmount ?? (declared.columns?.['openAmount'] ? 'column' : undefined) ?? remembered.openAmount;
  const possible = readingsOf(columns);
  if (answered !== undefined && possible.includes(answered)) return settled(columns, answered);
  if (columns.openAmount === undefined) return withoutColumn(input);
  const running = runningBalance(input);
  if (running !== null) return running;
  return paidColumn(input) ?? settled(columns, 'column');
}

function settled(columns: Columns, openAmount: OpenAmountReading, remarks: ProfileRemark[] = []): OpenAmount {
  return { columns, openAmount, remarks, ask: null };
}

function asked(columns: Columns, readings: OpenAmountReading[]): OpenAmount {
  return { columns, openAmount: readings[0] ?? 'column', remarks: [], ask: readings };
}

/** What can be calculated from the columns that are there. */
function readingsOf(columns: Columns): OpenAmountReading[] {
  const { openAmount, originalAmount, debitAmount, creditAmount, paidAmount } = columns;
  const hasSides = debitAmount !== undefined || creditAmount !== undefined;
  const readings: OpenAmountReading[] = [];
  if (openAmount !== undefined) readings.push('column');
  if (hasSides || originalAmount !== undefined) readings.push('entry');
  if (paidAmount !== undefined && (originalAmount !== undefined || openAmount !== undefined))
    readings.push('minus_paid');
  return readings;
}

/** Two columns for the sides, or a total and what was paid of it; a total alone is asked about as a column. */
function withoutColumn({ mapping: { columns }, headers }: AmountsToSettle): OpenAmount {
  const { debitAmount, creditAmount, originalAmount, paidAmount } = columns;
  const name = (index: number | undefined) => (index === undefined ? '' : (headers[index] ?? ''));
  if (debitAmount !== undefined && creditAmount !== undefined) {
    const params = { debit: name(debitAmount), credit: name(creditAmount) };
    return settled(columns, 'entry', [{ code: 'open_from_sides', params }]);
  }
  if (originalAmount !== undefined && paidAmount !== undefined) {
    const params = { total: name(originalAmount), paid: name(paidAmount) };
    return settled(columns, 'minus_paid', [{ code: 'open_from_paid', params }]);
  }
  return settled(columns, 'column');
}

/**
 * A column that equals the running sum of the others is a balance. Where it agrees with that and might as well be
 * what remains of each row, or is neither, a person is asked.
 */
function runningBalance(input: AmountsToSettle): OpenAmount | null {
  const { mapping, relations, mark, headers } = input;
  const { columns, strength } = mapping;
  const found = relations.of(mark);
  if (found.differing === 0 || columns.openAmount === undefined) return null;
  const isRunning = relations.looksRunning(mark);
  if (isRunning && found.exceeding > 0) {
    const { openAmount: runningBalance, originalAmount, ...others } = columns;
    const hasSides = columns.debitAmount !== undefined || columns.creditAmount !== undefined;
    return settled(
      hasSides
        ? { ...others, runningBalance, ...(originalAmount === undefined ? {} : { originalAmount }) }
        : { ...others, runningBalance, openAmount: originalAmount! },
      hasSides ? 'entry' : 'column',
      [{ code: 'running_balance', params: { column: headers[columns.openAmount] ?? '' } }],
    );
  }
  if (isRunning) return asked(columns, readingsOf(columns));
  if (found.exceeding > 0 && strength.openAmount !== 'sure') return asked(columns, readingsOf(columns));
  return null;
}

/** "Amount due" beside "Amount paid": some programs mean before what was paid, some after it. */
function paidColumn({ mapping, relations, mark, headers }: AmountsToSettle): OpenAmount | null {
  const { columns, strength } = mapping;
  const { paidRows, openIsRemaining, openIsTotal } = relations.of(mark);
  if (columns.paidAmount === undefined || paidRows === 0 || strength.openAmount === 'sure') return null;
  if (columns.originalAmount !== undefined) {
    if (openIsRemaining === paidRows) return null;
    if (openIsTotal === paidRows) {
      const params = {
        total: headers[columns.originalAmount] ?? '',
        paid: headers[columns.paidAmount] ?? '',
      };
      return settled(columns, 'minus_paid', [{ code: 'open_from_paid', params }]);
    }
  }
  return asked(columns, ['column', 'minus_paid']);
}

const amountColumns: LedgerField[] = [
  'openAmount',
  'originalAmount',
  'debitAmount',
  'creditAmount',
  'paidAmount',
];

function openAmountQuestion(
  { mapping, headers, relations, mark }: AmountsToSettle,
  readings: OpenAmountReading[],
): ImportQuestion {
  const { examples } = relations.of(mark);
  const valueOf: Record<OpenAmountReading, (example: RelationExample) => number | null> = {
    column: ({ open }) => open,
    entry: ({ entry }) => entry,
    minus_paid: ({ minusPaid }) => minusPaid,
  };
  return {
    id: 'openAmount',
    columns: namesOf(amountColumns, mapping.columns, headers),
    options: readings.map((value) => ({
      value,
      examples: examples.map((example) => {
        const figure = valueOf[value](example);
        return { written: example.written, read: figure === null ? '' : plainFigure(figure) };
      }),
      unreadable: 0,
    })),
  };
}

function signQuestion({ mapping, headers, relations, mark }: AmountsToSettle): ImportQuestion[] {
  const { count, examples } = relations.doubleSigns(mark);
  const marked: LedgerField[] = ['side', 'debitAmount', 'creditAmount', 'openAmount'];
  if (count > 0) {
    return [
      {
        id: 'creditSigns',
        columns: namesOf(marked, mapping.columns, headers),
        options: creditSigns.map((value) => ({
          value,
          examples: examples.map((example) => ({ written: example.written, read: example[value] })),
          unreadable: 0,
        })),
      },
    ];
  }
  const mixed = relations.mixedCredits(mark);
  if (mixed.length === 0) return [];
  return [
    {
      id: 'creditSigns',
      columns: namesOf(['type', 'openAmount'], mapping.columns, headers),
      options: creditSigns.map((value) => ({
        value,
        examples: mixed.map(({ written, size }) => ({
          written,
          read: value === 'mark_decides' ? `-${size}` : size,
        })),
        unreadable: 0,
      })),
    },
  ];
}

function namesOf(fields: LedgerField[], columns: Columns, headers: string[]): string[] {
  return fields.flatMap((field) => (columns[field] === undefined ? [] : [headers[columns[field]] ?? '']));
}
