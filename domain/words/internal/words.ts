/** Fixed words of messages between colleagues; they share nothing with what customers are written. */
import { en } from './en.ts';
import { fr } from './fr.ts';
import { de } from './de.ts';
import { es } from './es.ts';
import type { MessageLanguage } from '../../vocabulary/languages.ts';

export interface InternalWords {
  greeting: string;
  greetingGeneral: string;
  /** `{author}`, `{customer}`, `{number}`. */
  asks: string;
  /** Where a step of the scenario asks: `{company}`, `{customer}`, `{number}`. */
  companyAsks: string;
  answer: string;
  /** Shown under the button. */
  forYouOnly: string;
  /** In the subject, before what the author wrote. */
  internal: string;
  cleared: string;
  answered: string;
  /** `{author}`, `{customer}`, `{number}`. */
  hasAnswered: string;
  yourQuestion: string;
  files: string;
  integrate: string;
  integrateHint: string;
  concerns: string;
}

export const internalWords: Record<MessageLanguage, InternalWords> = { en, fr, de, es };
