/**
 * What a row of a file means for what is known: new, changed, cleared, reappeared or unchanged (D-5), and what a full
 * snapshot leaves alone although it does not show it (D-6).
 *
 * The rules are tables, and `prisma/queries/imports` makes its statements of them: the database compares 100,000 rows
 * with as many items in one pass and in bounded memory, where rows that are decided on here would travel there and
 * back. Which facts are looked at and what follows from them is said here; where a fact stands in the rows, there.
 */
import type { ImportChange } from '../vocabulary/imports.ts';

/** Rules in their order: the first whose facts all hold says what the row is. */
export type ChangeRules<Fact extends string> = readonly { when: readonly Fact[]; then: ImportChange }[];

/** What is looked at of a row of items; open amounts less payments since the day of the file. */
export type ItemFact = 'isPaid' | 'isUnknown' | 'wasOpen' | 'wasCleared' | 'differs';

export const itemChangeRules: ChangeRules<ItemFact> = [
  { when: ['isPaid', 'wasOpen'], then: 'cleared' },
  { when: ['isPaid'], then: 'unchanged' },
  { when: ['isUnknown'], then: 'new' },
  { when: ['wasCleared'], then: 'reappeared' },
  { when: ['differs'], then: 'changed' },
  { when: [], then: 'unchanged' },
];

export type CustomerFact = 'isUnknown' | 'differs';

/** A customers file clears nothing: a customer without items is simply not chased. */
export const customerChangeRules: ChangeRules<CustomerFact> = [
  { when: ['isUnknown'], then: 'new' },
  { when: ['differs'], then: 'changed' },
  { when: [], then: 'unchanged' },
];

/**
 * Of an item that is known, what a file may say otherwise, and as what it is compared. What a file leaves out differs
 * from nothing; what it says differs also from nothing that stood there.
 */
export const comparedItemFields = {
  openMinor: 'amount',
  originalMinor: 'amount',
  issuedOn: 'date',
  dueOn: 'date',
  currency: 'text',
  purchaseOrder: 'text',
  refersTo: 'text',
  text: 'text',
  pdfUrl: 'text',
} as const;
export type ComparedItemField = keyof typeof comparedItemFields;

/** What is kept of an item as it stood, for the review and for undo. */
export const keptItemFields = [
  ...(Object.keys(comparedItemFields) as ComparedItemField[]),
  'state',
  'clearedOn',
] as const;

/** Of a customer who is known, single words that a file may say otherwise; compared as the fields of an item. */
export const comparedCustomerWords = ['name', 'country', 'timeZone', 'language', 'currency'] as const;

/**
 * Else a customers file says something new when its contacts differ from those that are known, when it brings the
 * street that no contact kept by files has, when it adds to or changes parts of the address or the attributes (others
 * may stand beside them), or when it names another parent or collector who is known here.
 */
export const customerNews = [
  'other_contacts',
  'first_postal_contact',
  'parts_of_address',
  'attributes',
  'other_parent',
  'other_collector',
] as const;
export type CustomerNews = (typeof customerNews)[number];

/** Why an open item that a full snapshot does not show stays open. */
export const reasonsToStayOpen = [
  'issued_after_the_day',
  'shown_in_the_file',
  'credit_of_a_later_payment',
  'paid_back_since',
  'may_be_an_unreadable_row',
] as const;
export type ReasonToStayOpen = (typeof reasonsToStayOpen)[number];
