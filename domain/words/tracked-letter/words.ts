/** Fixed words of the messages that go with a letter by electronic way: to its reader, and to the collector. */
import { en } from './en.ts';
import { fr } from './fr.ts';
import { de } from './de.ts';
import { es } from './es.ts';
import { it } from './it.ts';
import { nl } from './nl.ts';
import { pl } from './pl.ts';
import { pt } from './pt.ts';
import type { PageLanguage } from '../../vocabulary/languages.ts';

export interface TrackedLetterWords {
  /** `{company}` */
  signSubject: string;
  /** `{company}` */
  signIntro: string;
  openLetter: string;
  /** `{date}`: until when. */
  signUntil: string;
  about: string;
  reference: string;
  recipient: string;
  /** What this letter is, and is not. */
  level: string;
  /** `{company}` */
  signedSubject: string;
  refusedSubject: string;
  /** `{date}` */
  signedIntro: string;
  refusedIntro: string;
  openEvidence: string;
  /** `{date}`: the last day. */
  readUntil: string;
  /** To the collector: `{customer}` */
  onItsWaySubject: string;
  onItsWayIntro: string;
  /** To the collector, of a letter that waits for a code: `{customer}` */
  codeSubject: string;
  codeIntro: string;
  enterCode: string;
  kind: string;
  providerRef: string;
  follow: string;
}

export const trackedLetterWords: Record<PageLanguage, TrackedLetterWords> = {
  en,
  fr,
  de,
  es,
  it,
  nl,
  pl,
  pt,
};
