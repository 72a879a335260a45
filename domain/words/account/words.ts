/** Fixed words of mail to people who have, or are to have, an account. In the languages of the interface. */
import { en } from './en.ts';
import { fr } from './fr.ts';
import type { InterfaceLanguage } from '../../vocabulary/languages.ts';

interface LinkWords {
  /** `{company}` */
  subject: string;
  /** `{company}`, `{email}` */
  intro: string;
  button: string;
  /** `{date}`: the last instant. */
  note: string;
}

export interface AccountWords {
  /** `{name}` */
  greeting: string;
  invitation: LinkWords;
  reset: LinkWords;
  test: {
    /** `{company}` */
    subject: string;
    /** `{company}` */
    intro: string;
    sender: string;
    asked: string;
    note: string;
    /** A text that somebody tries on a customer; `{subject}`. */
    ofText: string;
    letterAttached: string;
  };
}

export const accountWords: Record<InterfaceLanguage, AccountWords> = { en, fr };
