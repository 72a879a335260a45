import type { Text } from '../context.ts';

export const mailboxAnswer: Text['mailboxAnswer'] = {
  open: 'Répondre',
  title: 'Répondre à la place du client',
  lead: 'La réponse part par e-mail vers l’adresse de réponse, comme depuis la messagerie du client. Rien ne quitte cette machine.',
  to: 'À',
  from: 'De',
  otherFrom: 'Une autre adresse',
  address: 'Adresse',
  name: 'Nom',
  text: 'Réponse',
  quotes: 'Citer le message en dessous',
  send: 'Envoyer la réponse',
  sent: 'Réponse envoyée',
  sentText: 'Elle est lue et classée en quelques secondes.',
  show: 'L’afficher',
  none: 'Les réponses à ce message ne sont pas reçues ici : le courrier entrant n’est pas activé.',
};
