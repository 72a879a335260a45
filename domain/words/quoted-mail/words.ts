/** What a mail program writes above the message that it answers, by language. */
import type { MessageLanguage } from '../../vocabulary/languages.ts';

export const quotedMailWords: Record<MessageLanguage, { wrote: string }> = {
  en: { wrote: 'On {date}, {sender} wrote:' },
  fr: { wrote: 'Le {date}, {sender} a écrit :' },
  de: { wrote: 'Am {date} schrieb {sender}:' },
  es: { wrote: 'El {date}, {sender} escribió:' },
};
