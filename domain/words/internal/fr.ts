import type { InternalWords } from './words.ts';

export const fr: InternalWords = {
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
};
