/** Every resource of the API, in the order of its documentation. */
import type { App, AppDeps, PageDeps } from './context.ts';
import { letterHookRoutes } from './hooks/letters.ts';
import { paymentHookRoutes } from './hooks/payments.ts';
import { mailHookRoutes } from './hooks/mail.ts';
import { integrationRoutes } from './integration/index.ts';
import { internalEntryRoutes } from './internal/entry.ts';
import { internalAnswerRoutes } from './internal/answers.ts';
import { internalFileRoutes } from './internal/files.ts';
import { internalPageRoutes } from './internal/page.ts';
import { letterEntryRoutes } from './letter-page/entry.ts';
import { letterPageRoutes } from './letter-page/page.ts';
import { portalCompanyRoutes } from './portal/company.ts';
import { portalDocumentRoutes } from './portal/documents.ts';
import { portalEntryRoutes } from './portal/entry.ts';
import { portalFileRoutes } from './portal/files.ts';
import { portalPaymentRoutes } from './portal/payments.ts';
import { portalStatementRoutes } from './portal/statement.ts';
import { portalSubmissionRoutes } from './portal/submissions.ts';
import { accountRoutes } from './desk/account/index.ts';
import { pageDepsOf } from './pages/page-deps.ts';
import { letterRoutes } from './desk/actions/letter.ts';
import { letterPriceRoutes } from './desk/actions/letter-prices.ts';
import { actionRoutes } from './desk/actions/index.ts';
import { agendaRoutes } from './desk/agenda/index.ts';
import { assignmentRuleRoutes } from './desk/assignment-rules/index.ts';
import { auditRoutes } from './desk/audit/index.ts';
import { bulkRunRoutes } from './desk/bulk-runs/index.ts';
import { caseRoutes } from './desk/cases/index.ts';
import { connectionRoutes } from './desk/connections/index.ts';
import { consequenceRoutes } from './desk/consequence/index.ts';
import { importConsequenceRoutes } from './desk/consequence/imports.ts';
import { setConsequenceRoutes } from './desk/consequence/sets.ts';
import { contactRoutes } from './desk/contacts/index.ts';
import { customerMasterRoutes } from './desk/customer-master/index.ts';
import { customerSearchRoutes } from './desk/customer-search/index.ts';
import { customerSettingsRoutes } from './desk/customer-settings/index.ts';
import { customerRoutes } from './desk/customers/index.ts';
import { decisionRoutes } from './desk/decisions/index.ts';
import { documentRoutes } from './desk/documents/index.ts';
import { entityRoutes } from './desk/entities/index.ts';
import { eventRoutes } from './desk/events/index.ts';
import { followUpRoutes } from './desk/follow-ups/index.ts';
import { healthRoutes } from './desk/health/index.ts';
import { operationsRoutes } from './desk/health/operations.ts';
import { rebuildRoutes } from './desk/rebuilds/index.ts';
import { importFindingRoutes } from './desk/import-findings/index.ts';
import { importRoutes } from './desk/imports/index.ts';
import { interestRoutes } from './desk/interest/index.ts';
import { itemStatusRoutes } from './desk/item-statuses/index.ts';
import { itemRoutes } from './desk/items/index.ts';
import { ledgerRoutes } from './desk/ledger/index.ts';
import { paymentConnectionRoutes } from './desk/payment-connections/index.ts';
import { letterConnectionRoutes } from './desk/letters/connections.ts';
import { lettersByHandRoutes } from './desk/letters/by-hand.ts';
import { letterCodeRoutes } from './desk/letters/code.ts';
import { letterStopRoutes } from './desk/letters/stop.ts';
import { letterFollowRoutes } from './desk/letters/index.ts';
import { linkRoutes } from './desk/links/index.ts';
import { captureRoutes } from './desk/capture/index.ts';
import { mailboxRoutes } from './desk/mailbox/index.ts';
import { messageRoutes } from './desk/messages/index.ts';
import { invoiceStatusRoutes } from './desk/invoice-statuses/index.ts';
import { paymentRoutes } from './desk/payments/index.ts';
import { disputeRoutes } from './desk/disputes/index.ts';
import { holdRoutes } from './desk/holds/index.ts';
import { noteRoutes } from './desk/notes/index.ts';
import { writtenRoutes } from './desk/written/index.ts';
import { proposalRoutes } from './desk/proposals/index.ts';
import { promiseRoutes } from './desk/promises/index.ts';
import { qualificationRoutes } from './desk/qualification/index.ts';
import { questionRoutes } from './desk/questions/index.ts';
import { replyRoutes } from './desk/replies/index.ts';
import { scenarioRoutes } from './desk/scenarios/index.ts';
import { searchRoutes } from './desk/search/index.ts';
import { sessionRoutes } from './desk/session/index.ts';
import { settingsRoutes } from './desk/settings/index.ts';
import { logoRoutes } from './desk/settings/logo.ts';
import { setUpRoutes } from './desk/set-up/index.ts';
import { templateRoutes } from './desk/templates/index.ts';
import { userRoutes } from './desk/users/index.ts';
import { workflowRoutes } from './desk/workflows/index.ts';

/** Routes that see the database as their visitor only. */
const forPages =
  (register: (app: App, deps: PageDeps) => void) =>
  (app: App, deps: AppDeps): void =>
    register(app, pageDepsOf(deps));

const resources: ((app: App, deps: AppDeps) => void)[] = [
  sessionRoutes,
  accountRoutes,
  agendaRoutes,
  actionRoutes,
  letterRoutes,
  letterPriceRoutes,
  searchRoutes,
  customerSearchRoutes,
  bulkRunRoutes,
  assignmentRuleRoutes,
  customerRoutes,
  customerMasterRoutes,
  customerSettingsRoutes,
  contactRoutes,
  qualificationRoutes,
  promiseRoutes,
  disputeRoutes,
  holdRoutes,
  interestRoutes,
  noteRoutes,
  writtenRoutes,
  replyRoutes,
  proposalRoutes,
  captureRoutes,
  followUpRoutes,
  itemStatusRoutes,
  questionRoutes,
  caseRoutes,
  consequenceRoutes,
  importConsequenceRoutes,
  setConsequenceRoutes,
  messageRoutes,
  letterFollowRoutes,
  lettersByHandRoutes,
  letterCodeRoutes,
  letterStopRoutes,
  linkRoutes,
  decisionRoutes,
  workflowRoutes,
  scenarioRoutes,
  templateRoutes,
  userRoutes,
  entityRoutes,
  settingsRoutes,
  logoRoutes,
  setUpRoutes,
  connectionRoutes,
  letterConnectionRoutes,
  paymentConnectionRoutes,
  auditRoutes,
  importRoutes,
  importFindingRoutes,
  ledgerRoutes,
  paymentRoutes,
  invoiceStatusRoutes,
  documentRoutes,
  itemRoutes,
  mailboxRoutes,
  portalEntryRoutes,
  forPages(portalStatementRoutes),
  forPages(portalSubmissionRoutes),
  forPages(portalFileRoutes),
  forPages(portalDocumentRoutes),
  forPages(portalCompanyRoutes),
  forPages(portalPaymentRoutes),
  internalEntryRoutes,
  forPages(internalPageRoutes),
  forPages(internalAnswerRoutes),
  forPages(internalFileRoutes),
  letterEntryRoutes,
  forPages(letterPageRoutes),
  integrationRoutes,
  letterHookRoutes,
  paymentHookRoutes,
  mailHookRoutes,
  eventRoutes,
  healthRoutes,
  operationsRoutes,
  rebuildRoutes,
];

export async function registerRoutes(app: App, deps: AppDeps): Promise<void> {
  await app.register(async (scope) => {
    for (const register of resources) register(scope as unknown as App, deps);
  });
}
