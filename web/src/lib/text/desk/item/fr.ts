import type { Text } from '../en.ts';
import { counting } from '../../plural.ts';

const count = counting('fr-FR');

export const item: Text['item'] = {
  facts: {
    heading: 'La pièce',
    type: 'Type',
    customer: 'Client',
    issued: 'Émise le',
    due: 'Échéance',
    original: 'Montant',
    open: 'Reste dû',
    purchaseOrder: 'Bon de commande',
    text: 'Libellé',
    step: 'Relancée jusqu’à',
    noStep: 'Pas encore relancée',
    cleared: 'Soldée le',
    document: 'Document',
  },
  noDocument: 'Pas encore de document.',
  status: {
    heading: 'Statut actuel',
    cleared: (date) => `Soldée le ${date} : plus rien n’est ouvert.`,
    credit: 'Un avoir : il réduit ce qui est réclamé.',
    late: (amount, late) => `${amount} restent dus, ${late}.`,
    promised: (amount, date) => `${amount} promis pour le ${date}.`,
    promisedPart: (part, open, date) => `${part} sur ${open} promis pour le ${date}.`,
    disputed: (amount, reason) => `${amount} en litige (${reason}), non relancés.`,
    disputedPart: (part, open, reason) => `${part} sur ${open} en litige (${reason}) ; le reste est relancé.`,
    held: (reason) => `Bloquée jusqu’à ce que quelqu’un la libère : ${reason}`,
    heldUntil: (date, reason) => `Bloquée jusqu’au ${date} : ${reason}`,
    given: (name, by) => `${name}, attribué ${by}`,
    task: (text, date) => `Tâche pour le ${date} : ${text}`,
    brokenPromise: 'une promesse n’a pas été tenue',
  },
  payments: 'Paiements',
  paymentKinds: { payment: 'Paiement', credit: 'Avoir' },
  related: 'Pièces liées',
  comments: {
    heading: 'Réponses et commentaires',
    none: 'Personne n’a encore rien dit de cette pièce',
    noneText: 'Ce que le client ou un collègue en dit apparaît ici en entier.',
  },
  messages: {
    heading: 'Messages qui l’ont citée',
    none: 'Aucun message n’a encore cité cette pièce',
    noneText: 'Les relances, réponses et questions qui la citent sont gardées ici telles qu’envoyées.',
  },
  history: {
    heading: 'Historique',
    none: 'Rien n’est encore arrivé à cette pièce',
    noneText: 'Imports, relances, promesses, litiges et paiements apparaissent ici avec leurs raisons.',
  },
  upload: 'Joindre le document…',
  replaceDocument: 'Remplacer le document…',
  listed: (n) => count(n, { one: 'Pièce citée', other: 'Pièces citées' }),
};
