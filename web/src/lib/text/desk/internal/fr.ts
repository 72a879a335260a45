import { counting } from '../../plural.ts';
import type { Text } from '../en.ts';

const count = counting('fr-FR');

export const internalQuestions: Text['internalQuestions'] = {
  ask: 'Interroger un collègue',
  title: (n) =>
    count(n, {
      zero: 'Interroger un collègue sur ce client',
      one: 'Interroger un collègue sur # pièce',
      other: 'Interroger un collègue sur # pièces',
    }),
  lead: 'Votre collègue reçoit un e-mail avec un lien, voit ces pièces avec tous les commentaires, internes compris, et répond sans compte. La réponse vous parvient par e-mail.',
  about: 'Au sujet de',
  recipientEmail: 'Adresse e-mail du collègue',
  recipientName: 'Nom',
  domains: (list) => `Uniquement des adresses de ${list}.`,
  noDomains:
    'Aucun domaine de messagerie propre n’est encore défini : personne ne peut être interrogé. Un administrateur en ajoute un dans les réglages des pages interactives.',
  openSettings: 'Ouvrir les réglages',
  subject: 'Objet',
  text: 'Votre question',
  textHint: 'Le client ne la voit jamais.',
  send: 'Envoyer la question',
  asked: (name) => `La question part à ${name}`,
  heading: 'Questions aux collègues',
  states: { open: 'En attente de réponse', answered: 'Répondue', closed: 'Terminée' },
  to: (name) => `À ${name}`,
  answerOf: (at) => `Réponse du ${at}`,
  integrated: 'Dans l’historique',
  integrate: 'Ajouter à l’historique',
  undo: 'Annuler l’ajout',
  close: 'Terminer',
  closeOne: (subject) => `Terminer la question « ${subject} »`,
  closedToast: 'Question close',
  integratedToast: 'Réponse ajoutée à l’historique de ses pièces',
  undoneToast: 'Annulé ; la réponse attend de nouveau dans Réponses et commentaires',
};
