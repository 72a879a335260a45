/** Fixed words of mail to people who have, or are to have, an account. In the languages of the interface. */
import { interfaceLanguages, type InterfaceLanguage } from '../vocabulary/languages.ts';

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
  };
}

export const accountWords: Record<InterfaceLanguage, AccountWords> = {
  en: {
    greeting: 'Hello {name},',
    invitation: {
      subject: 'Your account for receivables at {company}',
      intro:
        '{company} has made an account for you in Relance. You sign in as {email}; choose a password first:',
      button: 'Choose a password',
      note: 'This link is personal and works once, until {date}. If you do not expect it, you need not do anything.',
    },
    reset: {
      subject: 'A new password for your account at {company}',
      intro: 'Somebody asked for a new password for {email}. If it was you, choose one:',
      button: 'Choose a new password',
      note: 'This link works once, until {date}. If it was not you, nothing changes and you need not do anything.',
    },
    test: {
      subject: 'Test mail from {company}',
      intro: 'This message was asked for on the settings page. It left the way reminders of {company} leave.',
      sender: 'Sender',
      asked: 'Asked for',
      note: 'Look at the sender and at the folder it arrived in: where it lies with unwanted mail, reminders will too.',
    },
  },
  fr: {
    greeting: 'Bonjour {name},',
    invitation: {
      subject: 'Votre compte de relance client chez {company}',
      intro:
        '{company} vous a créé un compte dans Relance. Votre identifiant est {email}\u00a0; choisissez d’abord un mot de passe\u00a0:',
      button: 'Choisir un mot de passe',
      note: 'Ce lien est personnel et ne sert qu’une fois, jusqu’au {date}. Si vous ne l’attendiez pas, vous n’avez rien à faire.',
    },
    reset: {
      subject: 'Un nouveau mot de passe pour votre compte chez {company}',
      intro: 'Un nouveau mot de passe a été demandé pour {email}. Si c’était vous, choisissez-le ici\u00a0:',
      button: 'Choisir un nouveau mot de passe',
      note: 'Ce lien ne sert qu’une fois, jusqu’au {date}. Si ce n’était pas vous, rien ne change et vous n’avez rien à faire.',
    },
    test: {
      subject: 'E-mail d’essai de {company}',
      intro:
        'Ce message a été demandé depuis la page des paramètres. Il est parti comme partent les relances de {company}.',
      sender: 'Expéditeur',
      asked: 'Demandé le',
      note: 'Regardez l’expéditeur et le dossier d’arrivée\u00a0: s’il est parmi les indésirables, les relances y seront aussi.',
    },
  },
};

/** The language of the interface that is meant; English for any other. */
export function interfaceLanguage(language: string): InterfaceLanguage {
  return interfaceLanguages.find((known) => known === language) ?? 'en';
}
