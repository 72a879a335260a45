import type { Text } from '../en.ts';

export const lists: Text['lists'] = {
  totals: 'Totaux de la liste',
  asked: 'Montant réclamé',
  named: 'Montants cités',
  part: (part, whole) => `${part} sur ${whole}`,
  promised: (amount) => `${amount} promis`,
  promisedFor: (amount, date) => `${amount} promis pour le ${date}`,
  split: {
    label: 'Détail de l’encours',
    chaseableMinor: 'À relancer',
    notDueMinor: 'Non échu',
    promisedMinor: 'Promis',
    disputedMinor: 'En litige',
    waitingMinor: 'En attente',
    creditsMinor: 'Avoirs',
  },
  chaseableHint:
    'Ce qu’une relance réclame. Une étape qui ne reprend que les pièces déjà relancées, comme une mise en demeure, réclame moins.',
  netted: (amount) => `après ${amount} d’avoirs`,
  creditsLeft: 'Avoirs restants',
  waitingHint: 'Bloqué, réponse non lue ou reste d’une promesse partielle',
  whose: {
    label: 'Clients affichés',
    first: 'Mes clients d’abord',
    only: 'Mes clients seulement',
    all: 'Tous les clients',
  },
  filters: (active) => (active === 0 ? 'Filtres' : `Filtres · ${active} actif${active > 1 ? 's' : ''}`),
  messages: 'Messages de l’application',
};
