/** What the options of `relance import` declare about the reading of a file. */
import { readFileSync } from 'node:fs';
import { encodingNamed } from '../domain/ledger/encodings.ts';
import { fieldsOf } from '../domain/ledger/fields.ts';
import { localeReading } from '../domain/ledger/locale.ts';
import { joinWords } from '../domain/ledger/remember.ts';
import { ledgerReading, type LedgerReading, type LedgerWords } from '../domain/model/ledger.ts';
import { isKnownCurrency } from '../domain/money/currency.ts';
import {
  fileEncodings,
  wordFields,
  type FileEncoding,
  type ImportKind,
} from '../domain/vocabulary/imports.ts';

export interface ReadingCall {
  locale?: string;
  currency?: string;
  column: string[];
  /** `FIELD:WORD=MEANING` */
  word?: string[];
  /** `QUESTION=VALUE` */
  answer?: string[];
  encoding?: string;
  /** A file with a reading as the API has it. */
  reading?: string;
  sheet?: string;
  moneyIn?: string;
  skipErrors?: boolean;
}

/** An option that cannot be carried out; its message says what would do. */
export class WrongUse extends Error {}

/** Throws WrongUse. */
export function declaredReading(call: ReadingCall, kind: ImportKind): LedgerReading {
  const spelling = call.locale === undefined ? {} : localeReading(call.locale);
  if (spelling === undefined)
    throw new WrongUse(`--locale: ${call.locale} is no language tag (fr, de-CH), us, uk or iso`);
  if (call.currency !== undefined && !isKnownCurrency(call.currency))
    throw new WrongUse('--currency: an ISO 4217 code such as EUR');
  const fromFile = call.reading === undefined ? {} : readingOf(call.reading);
  const columns = {
    ...fromFile.columns,
    ...Object.fromEntries(call.column.map((given) => columnOf(given, kind))),
  };
  const words = joinWords(fromFile.words, wordsOf(call.word ?? []));
  const answers = Object.fromEntries((call.answer ?? []).map(answerOf));
  const declared = {
    ...fromFile,
    ...spelling,
    ...answers,
    ...(call.encoding === undefined ? {} : { encoding: encodingOf(call.encoding) }),
    ...(call.currency === undefined ? {} : { currency: call.currency }),
    ...(call.sheet === undefined ? {} : { sheet: call.sheet }),
    ...(call.moneyIn === undefined ? {} : { moneyIn: call.moneyIn }),
    ...(Object.keys(columns).length === 0 ? {} : { columns }),
    ...(Object.keys(words).length === 0 ? {} : { words }),
    ...(call.skipErrors ? { leaveOutErrors: true } : {}),
  };
  return checked(declared, '--answer, --money-in');
}

function encodingOf(name: string): FileEncoding {
  const encoding = encodingNamed(name);
  if (encoding === undefined) throw new WrongUse(`--encoding: one of ${fileEncodings.join(', ')}`);
  return encoding;
}

function readingOf(path: string): LedgerReading {
  let written: unknown;
  try {
    written = JSON.parse(readFileSync(path, 'utf8'));
  } catch (error) {
    throw new WrongUse(`--reading: ${path} cannot be read as JSON (${(error as Error).message})`);
  }
  return checked(written, `--reading: ${path}`);
}

function checked(written: unknown, what: string): LedgerReading {
  const read = ledgerReading.safeParse(written);
  if (read.success) return read.data;
  const [issue] = read.error.issues;
  throw new WrongUse(`${what}: ${issue?.path.join('.') ?? ''} ${issue?.message ?? 'is not possible'}`);
}

function columnOf(given: string, kind: ImportKind): [string, string] {
  const [field, header] = pairOf(given);
  if (field === undefined || !fieldsOf[kind].some((known) => known === field)) {
    throw new WrongUse(
      `--column ${given}: FIELD=HEADER, with one of the fields ${fieldsOf[kind].join(', ')}`,
    );
  }
  return [field, header];
}

function wordsOf(given: string[]): LedgerWords {
  return given.reduce<LedgerWords>((words, text) => {
    const found = /^(\w+):(.+)=([^=]+)$/.exec(text);
    const field = wordFields.find((name) => name === found?.[1]);
    if (field === undefined || found?.[2] === undefined || found[3] === undefined)
      throw new WrongUse(
        `--word ${text}: FIELD:WORD=MEANING, with one of the fields ${wordFields.join(', ')}`,
      );
    return joinWords(words, { [field]: { [found[2]]: found[3] } });
  }, {});
}

function answerOf(given: string): [string, string] {
  const [question, value] = pairOf(given);
  if (question === undefined) throw new WrongUse(`--answer ${given}: QUESTION=VALUE`);
  return [question, value];
}

function pairOf(given: string): [string | undefined, string] {
  const at = given.indexOf('=');
  return at < 1 ? [undefined, ''] : [given.slice(0, at), given.slice(at + 1)];
}
