import { en } from './en.ts';
import { fr } from './fr.ts';
import { de } from './de.ts';
import { es } from './es.ts';
import type { LetterReference } from '../../vocabulary/letters.ts';
import type { MessageLanguage } from '../../vocabulary/languages.ts';

/** Fixed words of a letter around what the user wrote. */
export interface LetterWords {
  /** `{page}` and `{pages}`. */
  page: string;
  /** Of an enclosure; `{count}`. */
  onePage: string;
  manyPages: string;
  /** Last line of a table on a page; the first on the next. */
  carriedForward: string;
  broughtForward: string;
  enclosure: string;
  enclosures: string;
  /** What stands above the address of the customer's page in a letter that is read on a screen, and below it. */
  wayIn: string;
  wayInNote: string;
  /** The same, for paying there; the note is for a letter on paper. */
  payOnline: string;
  payOnlineNote: string;
  /** `{place}` and `{date}`. */
  placeAndDate: string;
  /** What stands beside the address. */
  references: Record<LetterReference, string>;
}

export const letterWords: Record<MessageLanguage, LetterWords> = { en, fr, de, es };
