import { counting } from '../../plural.ts';
import type { Text } from '../context.ts';

const count = counting('fr-FR');

export const proposals: Text['proposals'] = {
  title: 'Proposé d’après ces mots',
  lead: 'Rien ne compte avant que vous l’acceptiez.',
  summary: 'En bref',
  needsPerson: 'Demande plus qu’un statut : lisez-le vous-même.',
  intents: {
    promise: 'Promesse de paiement',
    ongoing: 'En cours',
    dispute: 'Litige',
    paid: 'Déjà payé',
    copy_request: 'Demande une copie',
    contact_change: 'Autre interlocuteur',
    bank_details: 'Coordonnées bancaires',
    payment_plan: 'Échéancier',
    refusal: 'Refus de payer',
    insolvency: 'Procédure collective',
    question: 'Question',
  },
  wholeAccount: 'Tout le compte',
  noDate: 'sans date',
  unsure: 'Incertain',
  unsureHint: 'Les règles n’en sont pas sûres : comparez avec les mots du client.',
  quote: 'Mots sur lesquels il repose',
  chosen: 'Choisi sur la page du client',
  situation: 'Où en sont ces pièces',
  unread: 'Le texte est en cours de lecture. Les propositions apparaissent ici en quelques secondes.',
  neverRead: 'Ce texte n’a pas encore été lu pour en tirer des propositions.',
  read: 'Lire le texte maintenant',
  readAsked: 'Le texte est en cours de lecture.',
  reopen: 'Rouvrir',
  accept: 'Accepter',
  acceptAll: (n) => count(n, { one: 'L’accepter', other: 'Accepter les #' }),
  acceptAllComplete: (n) =>
    count(n, { one: 'Accepter + terminer l’action', other: 'Tout accepter + terminer l’action' }),
  change: 'Modifier',
  drop: 'Écarter',
  note: 'Pris en note',
  named: (action, what) => `${action} : ${what}`,
  states: { accepted: 'Accepté', changed: 'Accepté avec modifications', dropped: 'Écarté' },
  accepted: (what) => `Accepté : ${what}`,
  dropped: 'Écarté. Les mots du client restent tels quels.',
  noted: 'Pris en note.',
  acceptedAll: (n) => count(n, { one: '# proposition acceptée', other: '# propositions acceptées' }),
  stoppedAt: (what) => `Arrêté à : ${what}`,
  bankTitle: 'Cette réponse parle de coordonnées bancaires',
  bankText:
    'De tels messages sont une fraude courante. Rien n’en est repris nulle part : appelez le client à un numéro que vous connaissez avant toute chose.',
  editing: (what) =>
    `Vous modifiez la proposition « ${what} ». Validez pour l’accepter avec vos modifications.`,
  stopEditing: 'Ne pas la modifier',
  none: 'Rien n’est proposé : aucune promesse, aucun litige ni autre déclaration n’a été reconnu dans ces mots.',
};
