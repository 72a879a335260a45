import { agenda } from './agenda/en.ts';
import { answerDrafts } from './answer-drafts/en.ts';
import { assignment, bulk, customerSearch } from './assignment/en.ts';
import { captureCard } from './capture-card/en.ts';
import { connections } from './connections/en.ts';
import { consequence } from './consequence/en.ts';
import { customer, customers } from './customer/en.ts';
import { decision } from './decision/en.ts';
import { editor } from './editor/en.ts';
import { errors, fieldIssues, offline, unknownError } from './errors/en.ts';
import { frame } from './frame/en.ts';
import { common } from './common/en.ts';
import { signIn } from './sign-in/en.ts';
import { importFindings } from './import-findings/en.ts';
import { importReading } from './import-reading/en.ts';
import { incomingMail, incomingSettings, mailboxAnswer, unassigned } from './incoming/en.ts';
import { interest } from './interest/en.ts';
import { understanding } from './understanding/en.ts';
import { internalQuestions } from './internal/en.ts';
import { item } from './item/en.ts';
import { postedLetters } from './posted-letters/en.ts';
import { lists } from './lists/en.ts';
import { pageSettings } from './page-settings/en.ts';
import { imports, mailbox, messages, scenarios, settings } from './pages/en.ts';
import { customerReplies, qualify, replies, reply, workTabs } from './replies/en.ts';
import { documents } from './documents/en.ts';
import { pageLinks } from './page-links/en.ts';
import { takenPayments } from './taken-payments/en.ts';
import { tasks } from './tasks/en.ts';
import { scenarioEditor } from './scenarios/en.ts';
import { proposals } from './proposals/en.ts';
import { search } from './search/en.ts';
import { statuses } from './statuses/en.ts';
import { reasons, sentences } from './sentences/en.ts';
import { audit } from './audit/en.ts';
import { account, customerMaster, people, setUp, settingsForms } from './set-up/en.ts';
import { vocabulary } from './vocabulary/en.ts';
import { workflows } from './workflows/en.ts';
import { written } from './written/en.ts';
import { templates } from './templates/en.ts';

/** Every sentence of the interface in English; its shape is what the other languages must fill. */
export const en = {
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

export type Text = typeof en;
