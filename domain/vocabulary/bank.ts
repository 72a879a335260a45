/** Files of banks, what is read in them, and how money received finds what it pays. */

export const bankFormats = ['camt', 'mt940', 'coda'] as const;
export type BankFormat = (typeof bankFormats)[number];

/** A statement has balances and continues the one before it; an advice tells of single entries. */
export const statementKinds = ['statement', 'advice'] as const;
export type StatementKind = (typeof statementKinds)[number];

/** Why a bank file is refused as a whole: nothing of it is read. */
export const bankFileFaults = [
  'not_a_bank_file',
  'document_type',
  'too_deep',
  'too_many_parts',
  'version',
  'intraday',
  'cut_off',
  'line_unreadable',
  'amount_unreadable',
  'date_unreadable',
  'currency_unreadable',
  'currencies_differ',
  'account_missing',
  'balance_wrong',
  'sum_wrong',
  'batch_wrong',
  'entry_count_wrong',
] as const;
export type BankFileFault = (typeof bankFileFaults)[number];

/** Of a transaction: booked with the import, for a person to choose, booked by an earlier file, or none of the ledger. */
export const bankLineStates = ['doubtful', 'safe', 'known', 'not_ours'] as const;
export type BankLineState = (typeof bankLineStates)[number];

/** How a transaction found what it pays, in the order in which it is tried. */
export const matchRules = [
  'structured_reference',
  'document_numbers',
  'exact_amount',
  'sum_of_items',
  'account_history',
  'returned_payment',
  'no_rule',
] as const;
export type MatchRule = (typeof matchRules)[number];

/** What a person is told beside a match. */
export const matchNotes = [
  'short',
  'discount',
  'over',
  'already_paid',
  'several_customers',
  'several_ways',
  'other_currency',
  'name_only',
  'unsure_number',
  'nothing_to_return',
  'recorded_elsewhere',
] as const;
export type MatchNote = (typeof matchNotes)[number];
