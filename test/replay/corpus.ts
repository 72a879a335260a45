/** The recorded histories: which there must be, and where they lie. */
import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { WorkflowType } from '../../workflows/messages/workflow-ids.ts';

export const historiesFolder = fileURLToPath(new URL('histories/', import.meta.url));

/**
 * What each recording shows, by workflow; a file is named after its situation. A workflow that is added does not compile
 * without one.
 */
export const situationsOf = {
  collectionCase: {
    'automatic-reminder': 'a reminder left by itself, and the case waits for the next step',
    'several-recipients': 'a reminder left for two recipients, each by an activity of its own',
    confirmed: 'a proposed step was confirmed and sent',
    postponed: 'a proposal was postponed and came back',
    skipped: 'a proposal was skipped with a reason',
    'paused-and-resumed': 'a case was paused, resumed, and paused again with an end',
    'fact-in-mid-wait': 'a payment arrived while the case waited for its day',
    'continued-as-new': 'a run that ended by carrying on as a new one',
    successor: 'the run after it, which begins with an evaluation',
    'fact-in-flight': 'a message is on its way to the mail server while a person pauses the case',
  },
  importRun: {
    'import-with-questions': 'a ledger file that needed answers, a review and a decision',
    'import-with-approval': 'a ledger file that cleared too much and was approved by a person',
    'import-rejected': 'a ledger file that was reviewed and rejected',
  },
  noticeDelivery: {
    'notice-delivered': 'a mail outside a scenario left',
  },
  letterDelivery: {
    'letter-signed': 'a letter was taken by its provider, signed for, and its proofs kept',
  },
  onlinePayment: {
    'payment-settled':
      'a customer started a payment, paid it, and the connector told that the money was there',
  },
  actionDelivery: {
    'written-by-hand': 'a mail that a person wrote outside the scenario was held for a moment and left',
  },
  replyReading: {
    'reply-read': 'the words of a reply were read by the rules, and a model was to be asked',
  },
  inboundMail: {
    'mail-filed': 'a mail to a capture address was read and filed to its customer',
  },
  bulkRun: {
    'bulk-run': 'an act on many customers',
  },
} as const satisfies Record<WorkflowType, Record<string, string>>;

type Situations = typeof situationsOf;
export type Situation = { [Type in WorkflowType]: keyof Situations[Type] }[WorkflowType];

export const situations: Situation[] = Object.values(situationsOf).flatMap(
  (shown) => Object.keys(shown) as Situation[],
);

export interface RecordedHistory {
  situation: string;
  file: string;
}

export function recordedHistories(): RecordedHistory[] {
  return readdirSync(historiesFolder)
    .filter((name) => name.endsWith('.json'))
    .sort()
    .map((name) => ({
      situation: name.slice(0, -'.json'.length),
      file: readFileSync(`${historiesFolder}${name}`, 'utf8'),
    }));
}
