import { agenda } from './agenda.ts';
import { customer, customers } from './customer.ts';
import { errors, fieldIssues, offline, unknownError } from './errors.ts';
import { common, frame, signIn } from './frame.ts';
import { imports, mailbox, messages, scenarios, settings, templates } from './pages.ts';
import { reasons, sentences } from './sentences.ts';
import { vocabulary } from './vocabulary.ts';

/** Every sentence of the interface in English; its shape is what the other languages must fill. */
export const en = {
  agenda,
  common,
  customer,
  customers,
  errors,
  fieldIssues,
  frame,
  imports,
  mailbox,
  messages,
  offline,
  reasons,
  scenarios,
  sentences,
  settings,
  signIn,
  templates,
  unknownError,
  vocabulary,
};

export type Text = typeof en;
