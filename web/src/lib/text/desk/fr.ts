import type { Text } from './en.ts';
import { agenda } from './agenda/fr.ts';
import { answerDrafts } from './answer-drafts/fr.ts';
import { assignment, bulk, customerSearch } from './assignment/fr.ts';
import { captureCard } from './capture-card/fr.ts';
import { connections } from './connections/fr.ts';
import { consequence } from './consequence/fr.ts';
import { customer, customers } from './customer/fr.ts';
import { decision } from './decision/fr.ts';
import { editor } from './editor/fr.ts';
import { errors, fieldIssues, offline, unknownError } from './errors/fr.ts';
import { frame } from './frame/fr.ts';
import { common } from './common/fr.ts';
import { signIn } from './sign-in/fr.ts';
import { importFindings } from './import-findings/fr.ts';
import { importReading } from './import-reading/fr.ts';
import { incomingMail, incomingSettings, mailboxAnswer, unassigned } from './incoming/fr.ts';
import { interest } from './interest/fr.ts';
import { understanding } from './understanding/fr.ts';
import { internalQuestions } from './internal/fr.ts';
import { item } from './item/fr.ts';
import { postedLetters } from './posted-letters/fr.ts';
import { lists } from './lists/fr.ts';
import { pageSettings } from './page-settings/fr.ts';
import { imports, mailbox, messages, scenarios, settings } from './pages/fr.ts';
import { customerReplies, qualify, replies, reply, workTabs } from './replies/fr.ts';
import { documents } from './documents/fr.ts';
import { pageLinks } from './page-links/fr.ts';
import { takenPayments } from './taken-payments/fr.ts';
import { tasks } from './tasks/fr.ts';
import { scenarioEditor } from './scenarios/fr.ts';
import { proposals } from './proposals/fr.ts';
import { search } from './search/fr.ts';
import { statuses } from './statuses/fr.ts';
import { reasons, sentences } from './sentences/fr.ts';
import { audit } from './audit/fr.ts';
import { account, customerMaster, people, setUp, settingsForms } from './set-up/fr.ts';
import { vocabulary } from './vocabulary/fr.ts';
import { workflows } from './workflows/fr.ts';
import { written } from './written/fr.ts';
import { templates } from './templates/fr.ts';

/** Every sentence of the interface in French. */
export const fr: Text = {
  account,
  agenda,
  answerDrafts,
  assignment,
  audit,
  bulk,
  captureCard,
  common,
  connections,
  consequence,
  customer,
  customerMaster,
  customerReplies,
  customerSearch,
  customers,
  decision,
  documents,
  editor,
  errors,
  fieldIssues,
  frame,
  importFindings,
  importReading,
  imports,
  interest,
  internalQuestions,
  item,
  postedLetters,
  takenPayments,
  lists,
  mailbox,
  incomingMail,
  incomingSettings,
  understanding,
  mailboxAnswer,
  messages,
  offline,
  pageLinks,
  pageSettings,
  proposals,
  people,
  qualify,
  reasons,
  replies,
  reply,
  scenarioEditor,
  scenarios,
  search,
  sentences,
  setUp,
  settings,
  settingsForms,
  signIn,
  statuses,
  tasks,
  templates,
  unassigned,
  unknownError,
  workflows,
  written,
  vocabulary,
  workTabs,
};
