/** Fixed words of the evidence of a tracked electronic letter. */
import type { MessageLanguage } from '../../vocabulary/languages.ts';
import type { TrackedLetterEventCode } from '../../vocabulary/letters.ts';
import { de } from './de.ts';
import { en } from './en.ts';
import { es } from './es.ts';
import { fr } from './fr.ts';

export interface EvidenceWords {
  subject: string;
  level: string;
  selfMade: string;
  vouched: string;
  timed: string;
  sealReason: string;
  facts: Record<
    | 'sender'
    | 'recipient'
    | 'subject'
    | 'reference'
    | 'pages'
    | 'submitted'
    | 'until'
    | 'content'
    | 'sealed'
    | 'outcome',
    string
  >;
  heads: Record<'at' | 'what' | 'who' | 'hash', string>;
  events: Record<TrackedLetterEventCode, string>;
  reason: string;
  pending: string;
  how: string;
}

const words: Record<MessageLanguage, EvidenceWords> = { en, fr, de, es };

export function evidenceWords(language: MessageLanguage): EvidenceWords {
  return words[language];
}
