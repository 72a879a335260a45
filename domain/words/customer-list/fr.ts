import type { CustomerListWords } from './words.ts';

export const fr: CustomerListWords = {
  title: 'Clients',
  number: 'Numéro',
  name: 'Client',
  country: 'Pays',
  overdue: 'Échu',
  balance: 'Solde',
  daysLate: 'Jours de retard',
  lines: 'Postes ouverts',
  next: 'Prochaine étape',
  nextOn: 'Le',
  scenario: 'Scénario',
  collector: 'Chargé de recouvrement',
  pages: 'Pages interactives',
  on: 'activées',
  off: 'désactivées',
};
