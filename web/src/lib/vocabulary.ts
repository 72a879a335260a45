/** The product's closed lists, for the web: the one place that reaches over to the domain. */
export * from '../../../domain/vocabulary/accounts.ts';
export * from '../../../domain/vocabulary/actions.ts';
export * from '../../../domain/vocabulary/answers.ts';
export * from '../../../domain/vocabulary/bounces.ts';
export * from '../../../domain/vocabulary/calendar.ts';
export * from '../../../domain/vocabulary/cases.ts';
export * from '../../../domain/vocabulary/channels.ts';
export * from '../../../domain/vocabulary/contacts.ts';
export * from '../../../domain/vocabulary/customers.ts';
export * from '../../../domain/vocabulary/documents.ts';
export * from '../../../domain/vocabulary/history.ts';
export * from '../../../domain/vocabulary/bank.ts';
export * from '../../../domain/vocabulary/imports.ts';
export * from '../../../domain/vocabulary/interest.ts';
export * from '../../../domain/vocabulary/languages.ts';
export * from '../../../domain/vocabulary/ledger.ts';
export * from '../../../domain/vocabulary/letters.ts';
export * from '../../../domain/vocabulary/mail.ts';
export * from '../../../domain/vocabulary/messages.ts';
export * from '../../../domain/vocabulary/pages.ts';
export * from '../../../domain/vocabulary/payments.ts';
export * from '../../../domain/vocabulary/proposals.ts';
export * from '../../../domain/vocabulary/replies.ts';
export * from '../../../domain/vocabulary/scenarios.ts';
export * from '../../../domain/vocabulary/settings.ts';
export * from '../../../domain/vocabulary/visitors.ts';
export * from '../../../domain/vocabulary/workflows.ts';
export { auditedKinds } from '../../../domain/audit/audited-kinds.ts';
export { textFormOf, traitsOf, usualTaskChannel, writableChannels } from '../../../domain/channels/traits.ts';
export { errorCodes, type ErrorCode } from '../../../domain/errors.ts';
export { countryCodes } from '../../../domain/ledger/country-names.ts';
export { fieldsOf, type LedgerField } from '../../../domain/ledger/fields.ts';
export { currencyCodes } from '../../../domain/money/currency.ts';
export { formatMoney, formatOwed } from '../../../domain/money/format.ts';
export { decimalMarkOf, readTypedAmount, writeTypedAmount } from '../../../domain/money/typed-amount.ts';
export { groupedIban } from '../../../domain/payment/grouped-iban.ts';
export type { MinorByCurrency } from '../../../domain/model/common.ts';
export type { ScenarioDefinition, ScenarioStep } from '../../../domain/model/scenario.ts';
export { thresholdsOf } from '../../../domain/dunning/steps.ts';
export * from '../../../domain/scenario/difference.ts';
export * from '../../../domain/scenario/edit.ts';
export { nextChanges } from '../../../domain/scenario/next-change.ts';
export type {
  Document,
  DocumentBlock,
  DocumentInline,
  DocumentMarks,
  MessageEdits,
} from '../../../domain/model/document.ts';
export { isTagName, tagDefinition, tagNames, type TagName } from '../../../domain/template/tags.ts';
export { legalTerms } from '../../../domain/company/legal-terms.ts';
export { delayShownDays } from '../../../domain/contact/bounce-reason.ts';
export { addressLines } from '../../../domain/contact/postal-address.ts';
export { usualZone, zoneAfterMove } from '../../../domain/company/usual-zone.ts';
export { isPlaceholder } from '../../../domain/company/placeholder.ts';
export { mergeDocuments } from '../../../domain/document/merge.ts';
export { documentSource } from '../../../domain/document/source.ts';
export { sequenceDifference } from '../../../domain/text/sequence-difference.ts';
export { isElectronic, needsCode } from '../../../domain/letter/course.ts';
export { wordDifference, type Stretch } from '../../../domain/text/word-difference.ts';
export { canonicalJson } from '../../../domain/text/canonical-json.ts';
export { findMarks, searchWords, type Mark, type SearchField } from '../../../domain/text/search.ts';
export { filterStatement, type StatementFilter } from '../../../domain/statement/filter.ts';
