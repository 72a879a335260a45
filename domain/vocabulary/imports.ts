/** Files that are imported: their life, and how what they write is read. */
import { documentTypes } from './ledger.ts';

export const importModes = ['full', 'delta'] as const;
export type ImportMode = (typeof importModes)[number];

export const importKinds = ['items', 'customers', 'payments', 'bank_statement'] as const;
export type ImportKind = (typeof importKinds)[number];

export const importStates = [
  'received',
  'reading',
  'needs_input',
  'review',
  'needs_approval',
  'applying',
  'applied',
  'undone',
  'rejected',
  'failed',
] as const;
export type ImportState = (typeof importStates)[number];

export const importChanges = ['new', 'changed', 'cleared', 'reappeared', 'unchanged'] as const;
export type ImportChange = (typeof importChanges)[number];

/** What separates the whole units from the rest in a written amount. */
export const decimalMarks = ['point', 'comma'] as const;
export type DecimalMark = (typeof decimalMarks)[number];

/** With which sign a payments file writes money that came in; the other sign is money that went back. */
export const moneyInSigns = ['plus', 'minus'] as const;
export type MoneyInSign = (typeof moneyInSigns)[number];

/** Order of day, month and year in dates written with figures only. */
export const dateOrders = ['dmy', 'mdy', 'ymd'] as const;
export type DateOrder = (typeof dateOrders)[number];

/** Columns of a ledger file whose values are words with a meaning: recognised, or asked about once a word. */
export const wordFields = [
  'type',
  'status',
  'paymentStatus',
  'side',
  'paidFlag',
  'openFlag',
  'country',
  'language',
  'currency',
] as const;
export type WordField = (typeof wordFields)[number];

/** The two sides of an entry: what the customer owes, and what is taken off. */
export const entrySides = ['debit', 'credit'] as const;
export type EntrySide = (typeof entrySides)[number];

/** What the status of a document says: it is owed as far as it is open, or it is not owed (any more). */
export const statusMeanings = ['open', 'closed'] as const;
export type StatusMeaning = (typeof statusMeanings)[number];

/** What a word for a kind of document means, beside the kinds themselves. */
export const typeMeanings = [...documentTypes, 'by_sign', 'no_document'] as const;
export type TypeMeaning = (typeof typeMeanings)[number];

/** A negative amount beside a credit mark: the mark alone decides (a credit), or the minus reverses it (a claim). */
export const creditSigns = ['mark_decides', 'minus_reverses'] as const;
export type CreditSigns = (typeof creditSigns)[number];

/** Where the open amount of a row stands: in the column, in the entry itself, or in the amount less what is paid. */
export const openAmountReadings = ['column', 'entry', 'minus_paid'] as const;
export type OpenAmountReading = (typeof openAmountReadings)[number];

/** `4711.0` as an identifier: the number 4711 that a spreadsheet made longer, or the text as it is written. */
export const identifierReadings = ['number', 'as_written'] as const;
export type IdentifierReading = (typeof identifierReadings)[number];

/** An instant such as `2026-09-30T22:00Z` as a date: the day of the legal entity, or the day that is written. */
export const zoneReadings = ['entity', 'written'] as const;
export type ZoneReading = (typeof zoneReadings)[number];

/** `45992` as a date: a day that a spreadsheet counts from 1900, or from 1904 (old Excel for Mac), or no date. */
export const dateSerials = ['from_1900', 'from_1904', 'no_date'] as const;
export type DateSerials = (typeof dateSerials)[number];

/** Encodings of text files that are read; the first four are recognised from the file itself. */
export const fileEncodings = [
  'utf-8', 'utf-16le', 'utf-16be', 'windows-1252', 'windows-1250', 'windows-1251', 'windows-1253', 'windows-1254',
  'windows-1255', 'windows-1256', 'windows-1257', 'windows-1258', 'windows-874', 'iso-8859-1', 'iso-8859-2',
  'iso-8859-3', 'iso-8859-4', 'iso-8859-5', 'iso-8859-6', 'iso-8859-7', 'iso-8859-8', 'iso-8859-9', 'iso-8859-10',
  'iso-8859-13', 'iso-8859-14', 'iso-8859-15', 'iso-8859-16', 'cp437', 'cp737', 'cp775', 'cp850', 'cp852', 'cp855',
  'cp857', 'cp858', 'cp860', 'cp861', 'cp862', 'cp863', 'cp864', 'cp865', 'cp866', 'cp869', 'macroman', 'maccenteuro',
  'maccroatian', 'maccyrillic', 'macgreek', 'maciceland', 'macromania', 'macturkish', 'koi8-r', 'koi8-u', 'shift_jis',
  'euc-jp', 'gb18030', 'big5', 'euc-kr',
] as const; // prettier-ignore
export type FileEncoding = (typeof fileEncodings)[number];
