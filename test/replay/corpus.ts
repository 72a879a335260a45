/** The recorded histories: which there must be, and where they lie. */
import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

export const historiesFolder = fileURLToPath(new URL('histories/', import.meta.url));

/** What each recording shows; a file is named after its situation. */
export const situations = {
  'automatic-reminder': 'a reminder left by itself, and the case waits for the next step',
  confirmed: 'a proposed step was confirmed and sent',
  postponed: 'a proposal was postponed and came back',
  skipped: 'a proposal was skipped with a reason',
  'paused-and-resumed': 'a case was paused, resumed, and paused again with an end',
  'fact-in-mid-wait': 'a payment arrived while the case waited for its day',
  'repeated-command': 'the same confirmation came twice, and one of a step that was gone was refused',
  'continued-as-new': 'a run that ended by carrying on as a new one',
  successor: 'the run after it, which knows the answers of the first',
  'command-in-flight': 'a message is on its way to the mail server while a person pauses the case',
  'import-with-questions': 'a ledger file that needed answers, a review and a decision',
  'import-with-approval': 'a ledger file that cleared too much and was approved by a person',
  'import-rejected': 'a ledger file that was reviewed and rejected',
} as const;
export type Situation = keyof typeof situations;

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
