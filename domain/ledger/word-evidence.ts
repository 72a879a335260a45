/** Which words a column holds, how often, in which rows; and what is to be asked about them, once a word. */
import type { ImportQuestion, LedgerWords } from '../model/ledger.ts';
import { isDashForNothing } from './amounts.ts';
import { plainHeader } from './headers.ts';
import {
  answeredRest,
  answeredWord,
  meaningsOf,
  recogniseWord,
  usableAnswer,
  wordKey,
  type MeaningField,
} from './words.ts';

const samplesKept = 3;
/** More words than these are no words with a meaning of their own but a text; the rest falls under `*`. */
const wordsKept = 200;
const wordsAsked = 50;

interface Word {
  word: string;
  count: number;
  samples: { row: number; shown: string }[];
  /** Rows with the word in which something is open by a column that says so beyond doubt. */
  openRows: number;
}

export class WordEvidence {
  readonly field: MeaningField;
  readonly column: string;
  private readonly words = new Map<string, Word>();

  constructor(field: MeaningField, column: string) {
    this.field = field;
    this.column = column;
  }

  /** `shown`: what a person needs of the row to recognise it. */
  add(text: string, row: number, shown: () => string): Word | undefined {
    const key = wordKey(text);
    const known = this.words.get(key);
    if (known === undefined) {
      if (this.words.size >= wordsKept) return undefined;
      const word = { word: text.slice(0, 100), count: 1, samples: [{ row, shown: shown() }], openRows: 0 };
      this.words.set(key, word);
      return word;
    }
    known.count++;
    if (known.samples.length < samplesKept) known.samples.push({ row, shown: shown() });
    return known;
  }

  /** The values are words (or the 1 and 0 of a flag) rather than amounts, regardless of the name of the column. */
  holdsWords(): boolean {
    const all = [...this.words.values()].map(({ word }) => word);
    if (all.includes('1') && all.every((word) => word === '0' || word === '1'))
      return !namesAmount(this.column);
    const figures = all.filter((word) => /\d/.test(word) || isDashForNothing(word));
    return all.length > 0 && figures.length < all.length / 2;
  }

  /**
   * The meanings of all words, and those that are to be asked about: nobody knows them, or they say something that
   * another column contradicts (`doubtful`). What a person answered is not doubted.
   */
  settle(
    answers: (LedgerWords | undefined)[],
    isDoubtful: (word: Readonly<Word>, meaning: string) => boolean,
  ): { meanings: Map<string, string>; unknown: Word[] } {
    const meanings = new Map<string, string>();
    const unknown: Word[] = [];
    const all = [...this.words.values()].map(({ word }) => word);
    const rest = this.usable(answers, (words) => answeredRest(words, this.field));
    for (const [key, word] of this.words) {
      const answered = this.usable(answers, (words) => answeredWord(words, this.field, word.word));
      const recognised = answered ?? recogniseWord(this.field, word.word, all);
      const isSure = recognised !== undefined && (answered !== undefined || !isDoubtful(word, recognised));
      const meaning = isSure ? recognised : rest;
      if (meaning === undefined) unknown.push(word);
      else meanings.set(key, meaning);
    }
    unknown.sort((a, b) => b.count - a.count);
    return { meanings, unknown };
  }

  /** The first answer that says something this field can mean. */
  private usable(
    answers: (LedgerWords | undefined)[],
    of: (words: LedgerWords | undefined) => string | undefined,
  ): string | undefined {
    for (const words of answers) {
      const meaning = of(words);
      const usable = meaning === undefined ? undefined : usableAnswer(this.field, meaning);
      if (usable !== undefined) return usable;
    }
    return undefined;
  }
}

/** "Open amount" with nothing but ones in it is what it says, "Open" may be a flag. */
function namesAmount(header: string): boolean {
  return amountNouns.test(plainHeader(header));
}

/** Begins a word of a header in the languages of `headers`; forms without accents. */
const amountNouns =
  /(amount|balance|value|sum|total|montant|solde|reste|restant|encours|betrag|saldo|posten|forderung|summe|importe|importo|residuo|bedrag|kwota|pozostal|valor|belopp|belob)/;

export function wordsQuestion(evidence: WordEvidence, unknown: Word[]): ImportQuestion {
  return {
    id: 'words',
    field: evidence.field,
    column: evidence.column,
    words: unknown
      .slice(0, wordsAsked)
      .map(({ word, count, samples }) => ({ word, count, samples: [...samples] })),
    options: [...meaningsOf[evidence.field]],
  };
}
