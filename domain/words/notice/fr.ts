import type { NoticeWords } from './words.ts';

export const fr: NoticeWords = {
  greeting: 'Bonjour {name},',
  greetingGeneral: 'Madame, Monsieur,',
  answerSubject: '{company} vous a répondu',
  answerIntro: '{company} a répondu à votre message du {date}\u00a0:',
  yourMessage: 'Votre message',
  mayReply: 'Vous pouvez simplement répondre à ce message.',
  openPage: 'Consulter votre compte',
  linkNote: 'Ce lien est personnel. Il est valable jusqu’au {date}.',
  codeSubject: 'Votre code d’accès',
  codeIntro: 'Saisissez ce code sur la page que vous avez ouverte\u00a0:',
  codeNote: 'Il est valable {minutes} minutes. Si vous ne l’avez pas demandé, vous n’avez rien à faire.',
  codeWithheld: 'Le code est réservé à son destinataire et n’est pas affiché ici.',
  renewedSubject: 'Votre nouveau lien vers {company}',
  renewedIntro: 'Vous avez demandé un nouveau lien, l’ancien ayant expiré. Le voici.',
  document: 'Document',
  due: 'Échéance',
  open: 'Montant dû',
  registrationNumber: 'Immatriculation',
  vatNumber: 'TVA',
};
