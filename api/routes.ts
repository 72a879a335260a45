/** Every resource of the API, in the order of its documentation. */
import type { App, AppDeps, PageDeps } from './context.ts';
import { integrationRoutes } from './integration/index.ts';
import { internalEntryRoutes } from './internal/entry.ts';
import { internalAnswerRoutes } from './internal/answers.ts';
import { internalFileRoutes } from './internal/files.ts';
import { internalPageRoutes } from './internal/page.ts';
import { portalCompanyRoutes } from './portal/company.ts';
import { portalDocumentRoutes } from './portal/documents.ts';
import { portalEntryRoutes } from './portal/entry.ts';
import { portalFileRoutes } from './portal/files.ts';
import { portalStatementRoutes } from './portal/statement.ts';
import { portalSubmissionRoutes } from './portal/submissions.ts';
import { accountRoutes } from './routes/account/index.ts';
import { pageDepsOf } from './pages/page-deps.ts';
import { actionRoutes } from './routes/actions/index.ts';
import { agendaRoutes } from './routes/agenda/index.ts';
import { assignmentRuleRoutes } from './routes/assignment-rules/index.ts';
import { auditRoutes } from './routes/audit/index.ts';
import { bulkRunRoutes } from './routes/bulk-runs/index.ts';
import { caseRoutes } from './routes/cases/index.ts';
import { connectionRoutes } from './routes/connections/index.ts';
import { consequenceRoutes } from './routes/consequence/index.ts';
import { setConsequenceRoutes } from './routes/consequence/sets.ts';
import { contactRoutes } from './routes/contacts/index.ts';
import { customerMasterRoutes } from './routes/customer-master/index.ts';
import { customerSearchRoutes } from './routes/customer-search/index.ts';
import { customerSettingsRoutes } from './routes/customer-settings/index.ts';
import { customerRoutes } from './routes/customers/index.ts';
import { decisionRoutes } from './routes/decisions/index.ts';
import { documentRoutes } from './routes/documents/index.ts';
import { entityRoutes } from './routes/entities/index.ts';
import { eventRoutes } from './routes/events/index.ts';
import { followUpRoutes } from './routes/follow-ups/index.ts';
import { healthRoutes } from './routes/health/index.ts';
import { importFindingRoutes } from './routes/import-findings/index.ts';
import { importRoutes } from './routes/imports/index.ts';
import { itemStatusRoutes } from './routes/item-statuses/index.ts';
import { itemRoutes } from './routes/items/index.ts';
import { ledgerRoutes } from './routes/ledger/index.ts';
import { linkRoutes } from './routes/links/index.ts';
import { mailboxRoutes } from './routes/mailbox/index.ts';
import { messageRoutes } from './routes/messages/index.ts';
import { paymentRoutes } from './routes/payments/index.ts';
import { qualificationRoutes } from './routes/qualification/index.ts';
import { questionRoutes } from './routes/questions/index.ts';
import { replyRoutes } from './routes/replies/index.ts';
import { scenarioRoutes } from './routes/scenarios/index.ts';
import { searchRoutes } from './routes/search/index.ts';
import { sessionRoutes } from './routes/session/index.ts';
import { settingsRoutes } from './routes/settings/index.ts';
import { logoRoutes } from './routes/settings/logo.ts';
import { setUpRoutes } from './routes/set-up/index.ts';
import { templateRoutes } from './routes/templates/index.ts';
import { userRoutes } from './routes/users/index.ts';

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
  searchRoutes,
  customerSearchRoutes,
  bulkRunRoutes,
  assignmentRuleRoutes,
  customerRoutes,
  customerMasterRoutes,
  customerSettingsRoutes,
  contactRoutes,
  qualificationRoutes,
  replyRoutes,
  followUpRoutes,
  itemStatusRoutes,
  questionRoutes,
  caseRoutes,
  consequenceRoutes,
  setConsequenceRoutes,
  messageRoutes,
  linkRoutes,
  decisionRoutes,
  scenarioRoutes,
  templateRoutes,
  userRoutes,
  entityRoutes,
  settingsRoutes,
  logoRoutes,
  setUpRoutes,
  connectionRoutes,
  auditRoutes,
  importRoutes,
  importFindingRoutes,
  ledgerRoutes,
  paymentRoutes,
  documentRoutes,
  itemRoutes,
  mailboxRoutes,
  portalEntryRoutes,
  forPages(portalStatementRoutes),
  forPages(portalSubmissionRoutes),
  forPages(portalFileRoutes),
  forPages(portalDocumentRoutes),
  forPages(portalCompanyRoutes),
  internalEntryRoutes,
  forPages(internalPageRoutes),
  forPages(internalAnswerRoutes),
  forPages(internalFileRoutes),
  integrationRoutes,
  eventRoutes,
  healthRoutes,
];

export async function registerRoutes(app: App, deps: AppDeps): Promise<void> {
  await app.register(async (scope) => {
    for (const register of resources) register(scope as unknown as App, deps);
  });
}
