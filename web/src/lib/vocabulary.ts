/** The product's closed lists, for the web: the one place that reaches over to the domain. */
export * from '../../../domain/vocabulary.ts';
export { auditedKinds } from '../../../domain/audit/audited-kinds.ts';
export { traitsOf, usualTaskChannel } from '../../../domain/channels/traits.ts';
export { errorCodes, type ErrorCode } from '../../../domain/errors.ts';
export { countryCodes } from '../../../domain/ledger/country-names.ts';
export { fieldsOf, type LedgerField } from '../../../domain/ledger/fields.ts';
export { currencyCodes } from '../../../domain/money/currency.ts';
export { formatMoney, formatOwed } from '../../../domain/money/format.ts';
export { decimalMarkOf, readTypedAmount, writeTypedAmount } from '../../../domain/money/typed-amount.ts';
export { groupedIban } from '../../../domain/payment/grouped-iban.ts';
export type { MinorByCurrency } from '../../../domain/model/common.ts';
export type { ScenarioDefinition, ScenarioStep } from '../../../domain/model/scenario.ts';
export type { TemplateNode } from '../../../domain/template/tree.ts';
export { isTagName, tagDefinition, tagNames, type TagName } from '../../../domain/template/tags.ts';
export { addressLines } from '../../../domain/contact/postal-address.ts';
export { isPlaceholder } from '../../../domain/company/placeholder.ts';
export { findMarks, searchWords, type Mark, type SearchField } from '../../../domain/text/search.ts';
export { filterStatement, type StatementFilter } from '../../../domain/statement/filter.ts';
