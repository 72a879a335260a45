/** What a ledger is made of. */

export const documentTypes = ['invoice', 'credit_note', 'debit_note', 'unapplied_payment'] as const;
export type DocumentType = (typeof documentTypes)[number];

/** What a customer owes; the other documents are credits. */
export const owedTypes = ['invoice', 'debit_note'] as const satisfies DocumentType[];
export type OwedType = (typeof owedTypes)[number];

export const itemStates = ['open', 'cleared'] as const;
export type ItemState = (typeof itemStates)[number];

/** What happens to credits and unapplied cash of a customer: reduce the total, stand beside it, or stay out. */
export const nettingRules = ['net', 'list', 'ignore'] as const;
export type NettingRule = (typeof nettingRules)[number];

/** How late-payment interest is said: a rate, or points above the reference rate of the central bank. */
export const interestKinds = ['fixed', 'over_reference'] as const;
export type InterestKind = (typeof interestKinds)[number];

export const ageingBuckets = ['not_due', 'd1_30', 'd31_60', 'd61_90', 'over_90'] as const;
export type AgeingBucket = (typeof ageingBuckets)[number];

export const paymentKinds = ['payment', 'credit'] as const;
export type PaymentKind = (typeof paymentKinds)[number];
