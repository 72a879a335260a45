/** The columns of a file that hold words with a meaning, and what is settled or asked about them. */
import type { ImportQuestion, LedgerWords } from '../model/ledger.ts';
import type { EntrySide } from '../vocabulary/imports.ts';
import { cellText, isBlank, type Cell } from './cells.ts';
import type { ColumnMapping } from './columns.ts';
import type { LedgerField } from './fields.ts';
import { WordEvidence, wordsQuestion } from './word-evidence.ts';
import {
  answeredRest,
  answeredWord,
  meaningFields,
  recogniseWord,
  saysPartlyPaid,
  saysVoid,
  type MeaningField,
} from './words.ts';

/** Columns named by an amount or by a flag, regardless of what their values turn out to be: "Paid" and "Open". */
const flagOfAmount: Partial<Record<LedgerField, MeaningField>> = {
  paidAmount: 'paidFlag',
  openAmount: 'openFlag',
};

export class WordColumns {
  readonly evidence: { field: MeaningField; index: number; words: WordEvidence; from: LedgerField }[] = [];
  private readonly columns: ColumnMapping['columns'];
  private readonly answers: (LedgerWords | undefined)[];

  constructor(mapping: ColumnMapping, headers: string[], answers: (LedgerWords | undefined)[]) {
    this.columns = mapping.columns;
    this.answers = answers;
    for (const field of meaningFields)
      if (field !== 'currency') this.watch(field, mapping.columns[field], field, headers);
    for (const [amount, flag] of Object.entries(flagOfAmount) as [LedgerField, MeaningField][]) {
      if (mapping.columns[flag] === undefined) this.watch(flag, mapping.columns[amount], amount, headers);
    }
  }

  /** Answers what the marks of the row say, for the arithmetic over its amounts. */
  add(
    row: number,
    cells: Cell[],
  ): {
    side: EntrySide | undefined;
    isCredit: boolean;
    typeText: string;
  } {
    const shown = () => this.shown(cells);
    const isOpen = /[1-9]/.test(this.textOf('openAmount', cells));
    for (const { index, words } of this.evidence) {
      if (isBlank(cells[index])) continue;
      const word = words.add(cellText(cells[index]), row, shown);
      if (word !== undefined && isOpen) word.openRows++;
    }
    const type = this.meaningOf('type', cells);
    return {
      side: this.meaningOf('side', cells) as EntrySide | undefined,
      isCredit: type === 'credit_note' || type === 'unapplied_payment',
      typeText: this.textOf('type', cells),
    };
  }

  /** What a person needs of a row to recognise it. */
  shown(cells: Cell[]): string {
    return (['customerNumber', 'number', 'openAmount', 'debitAmount', 'creditAmount', 'originalAmount', 'amount'] as const)
      .map((field) => this.textOf(field, cells))
      .filter((text) => text !== '')
      .slice(0, 4)
      .join(' · ')
      .slice(0, 200)
      .toWellFormed(); // prettier-ignore
  }

  private watch(field: MeaningField, index: number | undefined, from: LedgerField, headers: string[]): void {
    if (index === undefined) return;
    this.evidence.push({ field, index, from, words: new WordEvidence(field, headers[index] ?? '') });
  }

  private textOf(field: LedgerField, cells: Cell[]): string {
    const index = this.columns[field];
    return index === undefined ? '' : cellText(cells[index]);
  }

  private meaningOf(field: MeaningField, cells: Cell[]): string | undefined {
    const text = this.textOf(field, cells);
    if (text === '') return undefined;
    for (const words of this.answers) {
      const answered = answeredWord(words, field, text);
      if (answered !== undefined) return answered;
    }
    const known = recogniseWord(field, text, field === 'side' ? ['D', 'W'] : []);
    return (
      known ?? this.answers.map((words) => answeredRest(words, field)).find((rest) => rest !== undefined)
    );
  }
}

/**
 * The columns with those flags moved that are named like an amount: "Paid" with yes and no in it is a flag. A file
 * whose "Open" is a flag has its amount in the other amount column, if there is one.
 */
export function withFlags(
  { evidence }: WordColumns,
  columns: ColumnMapping['columns'],
): ColumnMapping['columns'] {
  const moved = { ...columns };
  for (const { field, index, words, from } of evidence) {
    if (from === field || !words.holdsWords()) continue;
    moved[field] = index;
    delete moved[from];
    if (from !== 'openAmount' || moved.originalAmount === undefined) continue;
    moved.openAmount = moved.originalAmount;
    delete moved.originalAmount;
  }
  for (const { field, words } of evidence) {
    if ((field === 'paidFlag' || field === 'openFlag') && !words.holdsWords()) delete moved[field];
  }
  return moved;
}

interface SettleWords {
  words: WordColumns;
  columns: ColumnMapping['columns'];
  answers: (LedgerWords | undefined)[];
  /** Some column says beyond doubt what is open, so that a status need not. */
  knowsOpenAmount: boolean;
}

interface SettledWords {
  meanings: Partial<Record<MeaningField, ReadonlyMap<string, string>>>;
  questions: ImportQuestion[];
}

export function settleWords({ words, columns, answers, knowsOpenAmount }: SettleWords): SettledWords {
  const settled: SettledWords = { meanings: {}, questions: [] };
  for (const { field, index, words: evidence } of words.evidence) {
    if (columns[field] !== index) continue;
    const { meanings, unknown } = evidence.settle(answers, (word, meaning) =>
      isDoubtful(field, word, meaning, knowsOpenAmount),
    );
    settled.meanings[field] = meanings;
    if (unknown.length > 0) settled.questions.push(wordsQuestion(evidence, unknown));
  }
  return settled;
}

/** "Paid" with something open, and "partly paid" where nothing tells how much remains. */
function isDoubtful(
  field: MeaningField,
  { word, openRows }: { word: string; openRows: number },
  meaning: string,
  knowsOpenAmount: boolean,
): boolean {
  if (field === 'type' || field === 'side' || field === 'country' || field === 'language') return false;
  if (meaning === 'closed') return knowsOpenAmount && openRows > 0 && !saysVoid(word);
  return !knowsOpenAmount && saysPartlyPaid(word);
}
