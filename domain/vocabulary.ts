/**
 * Every closed list of the product, once. Union types are derived here; Prisma enums, zod schemas and the
 * text catalogue are held equal to these lists by tests.
 */

export const documentTypes = ['invoice', 'credit_note', 'debit_note', 'unapplied_payment'] as const;
export type DocumentType = (typeof documentTypes)[number];

export const itemStates = ['open', 'cleared'] as const;
export type ItemState = (typeof itemStates)[number];

export const channels = ['email', 'letter', 'phone', 'internal_email', 'manual'] as const;
export type Channel = (typeof channels)[number];

export const stepModes = ['manual', 'to_confirm', 'automatic'] as const;
export type StepMode = (typeof stepModes)[number];

export const catchUpRules = ['next', 'highest'] as const;
export type CatchUpRule = (typeof catchUpRules)[number];

/** Once a line has had the last step: the others go on from their own step, or nothing leads while it is chaseable. */
export const afterLastStepRules = ['next', 'hold'] as const;
export type AfterLastStepRule = (typeof afterLastStepRules)[number];

/** What happens to credits and unapplied cash of a customer: reduce the total, stand beside it, or stay out. */
export const nettingRules = ['net', 'list', 'ignore'] as const;
export type NettingRule = (typeof nettingRules)[number];

export const contactRoles = ['collection', 'escalation', 'dispute_resolver'] as const;
export type ContactRole = (typeof contactRoles)[number];

export const weekdays = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'] as const;
export type Weekday = (typeof weekdays)[number];

/** The order is the order of evaluation: the first closed gate is the first answer to "why is nothing planned?". */
export const gateKinds = [
  'entity_paused',
  'customer_excluded',
  'case_paused',
  'rows_left_out',
  'nothing_due',
  'all_promised',
  'all_disputed',
  'all_held',
  'payment_in_progress',
  'unread_reply',
  'under_minimum',
  'step_not_due',
  'minimum_gap',
  'reply_gap',
  'deadline_running',
  'contact_cap',
  'no_contact',
  'shared_address',
  'ledger_stale',
  'awaiting_confirmation',
  'holiday',
  'outside_window',
  'scenario_finished',
] as const;
export type GateKind = (typeof gateKinds)[number];

/** Why a step was recorded as skipped. `person` carries the reason the collector gave. */
export const skipReasons = ['passed_over', 'condition', 'person'] as const;
export type SkipReason = (typeof skipReasons)[number];

/** Life of an action in the agenda. */
export const actionStates = [
  'planned',
  'proposed',
  'confirmed',
  'sending',
  'done',
  'skipped',
  'cancelled',
  'failed',
  'unknown',
] as const;
export type ActionState = (typeof actionStates)[number];

export const actionKinds = ['scenario', 'out_of_scenario'] as const;
export type ActionKind = (typeof actionKinds)[number];

/** Row states of one outbound message; see docs/adr on effectively-once dispatch. */
export const outboundStates = [
  'planned',
  'frozen',
  'claimed',
  'gate_passed',
  'retry_wait',
  'accepted',
  'refused',
  'in_doubt',
  'resolved_sent',
  'resolved_not_sent',
  'cancelled',
] as const;
export type OutboundState = (typeof outboundStates)[number];

/** What people read about a delivery (E-7); derived from action and message state. */
export const deliveryStates = [
  'planned',
  'to_confirm',
  'sending',
  'sent',
  'bounced',
  'failed',
  'unknown',
  'cancelled',
] as const;
export type DeliveryState = (typeof deliveryStates)[number];

/**
 * Where the evidence that settled a message came from: what the carrier answered, what it lists as taken, the copy that
 * went along, or a person's word.
 */
export const evidenceSources = ['receipt', 'register', 'copy', 'person'] as const;
export type EvidenceSource = (typeof evidenceSources)[number];

export const promiseStates = ['open', 'kept', 'broken', 'cancelled'] as const;
export type PromiseState = (typeof promiseStates)[number];

export const disputeStates = ['open', 'resolved'] as const;
export type DisputeState = (typeof disputeStates)[number];

export const disputeReasons = [
  'price',
  'quality',
  'delivery',
  'quantity',
  'missing_order',
  'already_paid',
  'other',
] as const;
export type DisputeReason = (typeof disputeReasons)[number];

export const userRoles = ['administrator', 'manager', 'collector', 'viewer'] as const;
export type UserRole = (typeof userRoles)[number];

/** What a link to choose a password is for: somebody invited, or who has forgotten theirs. */
export const accountLinkKinds = ['invitation', 'reset'] as const;
export type AccountLinkKind = (typeof accountLinkKinds)[number];

/** Where an account stands; derived from its row. */
export const accountStates = ['active', 'invited', 'disabled'] as const;
export type AccountState = (typeof accountStates)[number];

/** How late-payment interest is said: a rate, or points above the reference rate of the central bank. */
export const interestKinds = ['fixed', 'over_reference'] as const;
export type InterestKind = (typeof interestKinds)[number];

/** Steps of setting up a company, in their order. */
export const setUpSteps = [
  'account',
  'company',
  'sender',
  'terms',
  'users',
  'ledger',
  'scenario',
  'pages',
  'preview',
  'switch_on',
] as const;
export type SetUpStep = (typeof setUpSteps)[number];

/** What a first reminder lacks for its reader to answer: a collector who signs, the customer's page. */
export const previewRemarks = ['no_collector', 'no_page'] as const;
export type PreviewRemark = (typeof previewRemarks)[number];

/** `optional`: open, and nobody need do it. */
export const setUpStates = ['done', 'open', 'optional'] as const;
export type SetUpState = (typeof setUpStates)[number];

/** What can be tried from the settings. */
export const connectionKinds = ['mail', 'journal', 'documents'] as const;
export type ConnectionKind = (typeof connectionKinds)[number];

/** How far a trial came: the last step that was begun. */
export const connectionSteps = ['connect', 'sign_in', 'folder', 'request'] as const;
export type ConnectionStep = (typeof connectionSteps)[number];

/** How a connection is encrypted: from the first byte, by STARTTLS, by STARTTLS where offered, not at all. */
export const connectionSecurities = ['tls', 'starttls', 'starttls_if_offered', 'none'] as const;
export type ConnectionSecurity = (typeof connectionSecurities)[number];

/** What came of trying a connection. */
export const connectionResults = [
  'works', 'name_not_found', 'nobody_listens', 'timeout', 'not_verified', 'not_secure',
  'sign_in_refused', 'folder_missing', 'refused', 'cut', 'unclear',
] as const; // prettier-ignore
export type ConnectionResult = (typeof connectionResults)[number];

export const importModes = ['full', 'delta'] as const;
export type ImportMode = (typeof importModes)[number];

export const importKinds = ['items', 'customers', 'payments'] as const;
export type ImportKind = (typeof importKinds)[number];

/** Whether two customers with one e-mail address may both be written to on the same day. */
export const sharedAddressRules = ['one_a_day', 'each_customer'] as const;
export type SharedAddressRule = (typeof sharedAddressRules)[number];

/** What became of an address that a file gives for a customer with another one. */
export const contactProposalStates = ['open', 'replaced', 'added', 'declined'] as const;
export type ContactProposalState = (typeof contactProposalStates)[number];

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

export const scenarioVersionStates = ['draft', 'published'] as const;
export type ScenarioVersionState = (typeof scenarioVersionStates)[number];

export const caseStates = ['active', 'resting', 'paused', 'excluded'] as const;
export type CaseState = (typeof caseStates)[number];

export const ageingBuckets = ['not_due', 'd1_30', 'd31_60', 'd61_90', 'over_90'] as const;
export type AgeingBucket = (typeof ageingBuckets)[number];

export const actorKinds = ['system', 'user', 'customer', 'colleague'] as const;
export type ActorKind = (typeof actorKinds)[number];

/** Languages of messages to customers; the interface itself is complete in `interfaceLanguages`. */
export const messageLanguages = ['en', 'fr', 'de', 'es'] as const;
export type MessageLanguage = (typeof messageLanguages)[number];

export const interfaceLanguages = ['en', 'fr'] as const;
export type InterfaceLanguage = (typeof interfaceLanguages)[number];

/** Languages of the pages that customers and colleagues open without an account (P-12). */
export const pageLanguages = ['en', 'fr', 'de', 'es', 'it', 'nl', 'pl', 'pt'] as const;
export type PageLanguage = (typeof pageLanguages)[number];

/** What a link opens: the customer's page, the internal page of a colleague, or one comment's integration. */
export const linkKinds = ['customer', 'internal', 'integration'] as const;
export type LinkKind = (typeof linkKinds)[number];

/** Who seems to have opened a link: mail scanners open many, a person moves and types. */
export const viewVerdicts = ['unknown', 'scanner', 'person'] as const;
export type ViewVerdict = (typeof viewVerdicts)[number];

export const portalCodeRules = ['never', 'acts'] as const;
export type PortalCodeRule = (typeof portalCodeRules)[number];

/** What a reply that nobody has handled yet stops: every step of the case, or the lines it names. */
export const replyHolds = ['whole_case', 'lines'] as const;
export type ReplyHold = (typeof replyHolds)[number];

export const commentSources = ['portal', 'internal_page', 'email'] as const;
export type CommentSource = (typeof commentSources)[number];

/** Who may ever read a comment besides our own users; an internal one never reaches a customer (I-5). */
export const commentAudiences = ['customer', 'internal'] as const;
export type CommentAudience = (typeof commentAudiences)[number];

/** `validated`: read and shown, without a status; `qualified`: it gave items a status. */
export const commentStates = ['pending', 'validated', 'qualified', 'deleted'] as const;
export type CommentState = (typeof commentStates)[number];

/** What a customer or colleague may choose for items: the pre-qualification. */
export const replyStatuses = ['promise', 'ongoing', 'dispute', 'paid'] as const;
export type ReplyStatus = (typeof replyStatuses)[number];

/** What a status of the catalogue does; `other` only names, holds and follows up. */
export const statusKinds = ['promise', 'ongoing', 'dispute', 'other'] as const;
export type StatusKind = (typeof statusKinds)[number];

export const followUpStates = ['open', 'done', 'cancelled'] as const;
export type FollowUpState = (typeof followUpStates)[number];

export const questionStates = ['open', 'answered', 'closed'] as const;
export type QuestionState = (typeof questionStates)[number];

/** Messages outside a scenario, each sent once by a workflow of its own. */
export const noticeKinds = [
  'submission_received',
  'answer_to_customer',
  'internal_question',
  'internal_answer',
  'access_code',
  'renewed_link',
  'account_link',
  'test_mail',
] as const;
export type NoticeKind = (typeof noticeKinds)[number];

/** Notices that somebody sits in front of a page and waits for; they leave ahead of everything. */
export const awaitedNotices: readonly NoticeKind[] = ['access_code', 'account_link', 'test_mail'];

/** What a customer reads about an item on the page; never more than was agreed with the customer. */
export const portalItemStates = ['none', 'received', 'promised', 'disputed', 'ongoing'] as const;
export type PortalItemState = (typeof portalItemStates)[number];

/** What the transfer on the customer's page pays; `rest`: all that was not answered, `nothing`: nothing is asked for. */
export const paymentCovers = ['chosen', 'overdue', 'promised', 'open', 'rest', 'nothing'] as const;
export type PaymentCover = (typeof paymentCovers)[number];

/** How far a customer's comment has come, as the customer sees it. */
export const portalCommentStates = ['received', 'answered', 'accepted', 'closed'] as const;
export type PortalCommentState = (typeof portalCommentStates)[number];

/** By what the statement of the customer's page is put in order. */
export const statementSorts = [
  'dueOn',
  'issuedOn',
  'number',
  'type',
  'openAmount',
  'originalAmount',
  'daysOverdue',
  'status',
  'purchaseOrder',
] as const;
export type StatementSort = (typeof statementSorts)[number];

export const sortDirections = ['ascending', 'descending'] as const;
export type SortDirection = (typeof sortDirections)[number];

/** What Search & Assign may give a customer, and what a person may have set before it. */
export const assignmentFields = ['interactive_pages', 'scenario', 'collector', 'minimum_amount'] as const;
export type AssignmentField = (typeof assignmentFields)[number];

/** What the relay starts or tells beside cases and notices. */
export const workflowRequestKinds = ['import_run', 'bulk_run'] as const;
export type WorkflowRequestKind = (typeof workflowRequestKinds)[number];

/** Acts on many customers at once. */
export const bulkRunKinds = [
  'pages_on',
  'pages_off',
  'assign_collector',
  'assign_scenario',
  'apply_rules',
] as const;
export type BulkRunKind = (typeof bulkRunKinds)[number];

export const bulkRunStates = ['waiting', 'running', 'done'] as const;
export type BulkRunState = (typeof bulkRunStates)[number];

/** What came of one customer of a bulk run. */
export const bulkOutcomes = ['pending', 'changed', 'unchanged', 'refused'] as const;
export type BulkOutcome = (typeof bulkOutcomes)[number];

/** What keeps a rule of Search & Assign from working, or is odd about it. */
export const ruleProblemKinds = [
  'scenario_not_published',
  'collector_unknown',
  'empty_range',
  'attribute_unknown',
  'matches_everybody',
] as const;
export type RuleProblemKind = (typeof ruleProblemKinds)[number];

/** What stands in the way of asking for a line, as customers are searched by it. */
export const searchedStatuses = ['promised', 'disputed', 'held'] as const;
export type SearchedStatus = (typeof searchedStatuses)[number];

export const paymentKinds = ['payment', 'credit'] as const;
export type PaymentKind = (typeof paymentKinds)[number];

/** Whom a template is written for; a step to colleagues never takes the text of one to customers, nor the reverse. */
export const templateAudiences = ['customer', 'colleague'] as const;
export type TemplateAudience = (typeof templateAudiences)[number];

/** What wakes a case. The later ones are named now so that histories recorded today stay replayable. */
export const wakeReasons = [
  'started',
  'ledger_changed',
  'payment_received',
  'qualification_changed',
  'comment_received',
  'reply_captured',
  'letter_event',
  'settings_changed',
  'message_settled',
] as const;
export type WakeReason = (typeof wakeReasons)[number];

export const historyKinds = [
  'item_new',
  'item_changed',
  'item_cleared',
  'item_reappeared',
  'payment_received',
  'payment_returned',
  'credit_received',
  'action_proposed',
  'action_confirmed',
  'confirmation_undone',
  'action_postponed',
  'action_skipped',
  'action_completed',
  'action_cancelled',
  'action_failed',
  'action_escalated',
  'message_sent',
  'message_unknown',
  'message_refused',
  'message_settled',
  'step_skipped',
  'promise_made',
  'promise_kept',
  'promise_broken',
  'promise_cancelled',
  'dispute_opened',
  'dispute_resolved',
  'item_held',
  'item_released',
  'case_started',
  'case_paused',
  'case_resumed',
  'case_moved',
  'entity_paused',
  'entity_resumed',
  'channels_switched',
  'settings_changed',
  'customer_excluded',
  'customer_included',
  'note_added',
  'contact_logged',
  'contact_changed',
  'customer_changed',
  'comment_received',
  'comment_validated',
  'comment_deleted',
  'comment_restored',
  'items_qualified',
  'qualification_undone',
  'validation_undone',
  'answer_sent',
  'question_sent',
  'question_answered',
  'answer_integrated',
  'integration_undone',
  'question_closed',
  'follow_up_set',
  'follow_up_closed',
  'link_made',
  'link_revoked',
  'pages_switched',
  'customer_assigned',
  'document_added',
  'customer_added',
  'entity_added',
  'user_added',
  'user_changed',
  'password_changed',
  'password_link_sent',
  'test_mail_asked',
  'connection_tested',
  'status_added',
  'status_changed',
  'rule_added',
  'rule_changed',
  'rule_deleted',
  'scenario_added',
  'scenario_draft_saved',
  'scenario_published',
  'template_saved',
  'preview_seen',
  'rows_left_out',
  'rows_released',
  'contact_proposal_decided',
  'alert_raised',
] as const;
export type HistoryKind = (typeof historyKinds)[number];

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

/** Encodings of text files that are read; the first four are told by the file itself. */
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
