import { agenda } from './agenda.ts';
import { assignment, bulk, customerSearch } from './assignment.ts';
import { connections } from './connections.ts';
import { consequence } from './consequence.ts';
import { customer, customers } from './customer.ts';
import { decision } from './decision.ts';
import { editor } from './editor.ts';
import { errors, fieldIssues, offline, unknownError } from './errors.ts';
import { common, frame, signIn } from './frame.ts';
import { importFindings } from './import-findings.ts';
import { importReading } from './import-reading.ts';
import { interest } from './interest.ts';
import { internalQuestions } from './internal.ts';
import { item } from './item.ts';
import { lists } from './lists.ts';
import { pageSettings } from './page-settings.ts';
import { imports, mailbox, messages, scenarios, settings, templates } from './pages.ts';
import {
  customerReplies,
  documents,
  pageLinks,
  qualify,
  replies,
  reply,
  tasks,
  workTabs,
} from './replies.ts';
import { search } from './search.ts';
import { statuses } from './statuses.ts';
import { reasons, sentences } from './sentences.ts';
import { account, audit, customerMaster, people, setUp, settingsForms } from './set-up.ts';
import { vocabulary } from './vocabulary.ts';

/** Every sentence of the interface in English; its shape is what the other languages must fill. */
export const en = {
  account,
  agenda,
  assignment,
  audit,
  bulk,
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
  lists,
  mailbox,
  messages,
  offline,
  pageLinks,
  pageSettings,
  people,
  qualify,
  reasons,
  replies,
  reply,
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
  unknownError,
  vocabulary,
  workTabs,
};

export type Text = typeof en;
