import type { AccountWords } from './words.ts';

export const fr: AccountWords = {
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
    ofText: '[Essai] {subject}',
    letterAttached: 'La lettre est jointe, telle qu’elle serait imprimée.',
  },
};
