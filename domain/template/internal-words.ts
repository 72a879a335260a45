/** Fixed words of messages between colleagues; they share nothing with what customers are written. */
import type { MessageLanguage } from '../vocabulary/languages.ts';

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

export const internalWords: Record<MessageLanguage, InternalWords> = {
  en: {
    greeting: 'Hello {name},',
    greetingGeneral: 'Hello,',
    asks: '{author} asks you about {customer} ({number}):',
    companyAsks: '{company} asks you about {customer} ({number}):',
    answer: 'See the items and answer',
    forYouOnly:
      'For colleagues only. The link is yours: the page asks for a code that is sent to your address, so please do not forward this message to customers.',
    internal: 'Internal',
    cleared: 'settled',
    answered: 'Answer',
    hasAnswered: '{author} has answered about {customer} ({number}):',
    yourQuestion: 'The question was',
    files: 'Files',
    integrate: 'Add the answer to the items’ history',
    integrateHint: 'Until then it also waits in Replies & Comments.',
    concerns: 'Items',
  },
  fr: {
    greeting: 'Bonjour {name},',
    greetingGeneral: 'Bonjour,',
    asks: '{author} vous interroge au sujet de {customer} ({number})\u00a0:',
    companyAsks: '{company} vous interroge au sujet de {customer} ({number})\u00a0:',
    answer: 'Voir les pièces et répondre',
    forYouOnly:
      'Réservé aux collègues. Ce lien est personnel\u00a0: la page demande un code envoyé à votre adresse, merci de ne pas transférer ce message à un client.',
    internal: 'Interne',
    cleared: 'soldée',
    answered: 'Réponse',
    hasAnswered: '{author} a répondu au sujet de {customer} ({number})\u00a0:',
    yourQuestion: 'La question était',
    files: 'Fichiers',
    integrate: 'Intégrer la réponse à l’historique des pièces',
    integrateHint: 'En attendant, elle figure aussi dans Réponses et commentaires.',
    concerns: 'Pièces',
  },
  de: {
    greeting: 'Guten Tag {name},',
    greetingGeneral: 'Guten Tag,',
    asks: '{author} hat eine Frage zu {customer} ({number}):',
    companyAsks: '{company} hat eine Frage zu {customer} ({number}):',
    answer: 'Posten ansehen und antworten',
    forYouOnly:
      'Nur für Kolleginnen und Kollegen. Der Link ist persönlich: Die Seite fragt nach einem Code, der an Ihre Adresse geht. Bitte leiten Sie diese Nachricht nicht an Kunden weiter.',
    internal: 'Intern',
    cleared: 'ausgeglichen',
    answered: 'Antwort',
    hasAnswered: '{author} hat zu {customer} ({number}) geantwortet:',
    yourQuestion: 'Die Frage war',
    files: 'Dateien',
    integrate: 'Antwort in die Historie der Posten übernehmen',
    integrateHint: 'Bis dahin steht sie auch unter Antworten und Kommentare.',
    concerns: 'Posten',
  },
  es: {
    greeting: 'Hola, {name}:',
    greetingGeneral: 'Hola:',
    asks: '{author} le consulta sobre {customer} ({number}):',
    companyAsks: '{company} le consulta sobre {customer} ({number}):',
    answer: 'Ver las partidas y responder',
    forYouOnly:
      'Solo para compañeros. El enlace es personal: la página pide un código que se envía a su dirección, por lo que no debe reenviar este mensaje a ningún cliente.',
    internal: 'Interno',
    cleared: 'saldada',
    answered: 'Respuesta',
    hasAnswered: '{author} ha respondido sobre {customer} ({number}):',
    yourQuestion: 'La pregunta era',
    files: 'Archivos',
    integrate: 'Incorporar la respuesta al historial de las partidas',
    integrateHint: 'Mientras tanto, también espera en Respuestas y comentarios.',
    concerns: 'Partidas',
  },
};

/** Puts values into a sentence, each once and as it is. */
export function fillWords(sentence: string, values: Record<string, string>): string {
  return sentence.replace(/\{(\w+)\}/g, (whole, name: string) => values[name] ?? whole);
}
