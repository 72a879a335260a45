import type { Text } from '../en.ts';
import { counting } from '../../plural.ts';

const count = counting('fr-FR');

export const search: Text['search'] = {
  label: 'Rechercher partout',
  placeholder: 'Chercher clients, pièces, messages, pages',
  open: (keys) => `Rechercher (${keys})`,
  groups: { customers: 'Clients', items: 'Pièces', messages: 'Messages', pages: 'Pages' },
  fields: {
    name: 'Nom',
    number: 'Numéro',
    email: 'E-mail d’un contact',
    contact: 'Contact',
    phone: 'Téléphone d’un contact',
    purchase_order: 'Bon de commande',
    goes_with: 'Pièce liée',
    text: 'Libellé',
    payment_reference: 'Paiement',
    subject: 'Objet',
    recipient: 'Destinataire',
    message_id: 'Message-ID',
  },
  words: {
    agenda: 'travail à faire aujourd’hui accueil confirmer actions relances',
    upcoming: 'à venir prévu planifié calendrier automatique',
    replies: 'commentaires réponses litiges promesses portail',
    unassigned: 'courrier boîte expéditeurs inconnus non classés',
    tasks: 'suivis appels à faire rappels',
    customers: 'débiteurs comptes soldes balance',
    messages: 'mails e-mails courriels envoyés relances lettres',
    imports: 'balance fichier excel csv pièces ouvertes charger',
    scenarios: 'relance étapes stratégie séquence',
    templates: 'textes lettres modèles rédaction',
    mailbox: 'boîte locale test courrier',
    assignment: 'règles chargés de recouvrement affectation',
    setUp: 'démarrer mise en route premiers pas',
    account: 'profil mot de passe langue téléphone',
    company: 'paramètres société adresse iban banque tva logo devise intérêts',
    sending: 'paramètres expéditeur horaires jours fériés pause minimum pages interactives portail',
    incoming: 'paramètres réponses e-mail adresse de réponse courrier entrant smtp imap pièces jointes',
    understanding: 'paramètres précision corrections propositions acceptées écartées modèle IA',
    interest: 'paramètres retard pénalités indemnité banque référence',
    statuses: 'paramètres catalogue qualification',
    users: 'paramètres personnes équipe rôles inviter suppléants',
    log: 'paramètres journal audit modifications qui',
    health: 'paramètres files problèmes système état',
  },
  more: (n) => count(n, { one: 'plus de # trouvé : précisez', other: 'plus de # trouvés : précisez' }),
  found: (n) => count(n, { one: '# résultat', other: '# résultats', zero: 'aucun résultat' }),
  nothing: (typed) => `Aucun résultat pour « ${typed} »`,
  tryThis:
    'Essayez une partie du nom, le numéro d’une pièce, une commande, une référence de paiement, une adresse e-mail ou un Message-ID.',
  typeMore:
    'Tapez au moins deux lettres pour chercher clients et pièces, trois pour chercher à l’intérieur et dans les messages.',
  cleared: 'soldée',
  keys: { move: 'se déplacer', open: 'ouvrir', close: 'fermer' },
};
