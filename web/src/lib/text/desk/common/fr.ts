import type { Text } from '../en.ts';
import { counting } from '../../plural.ts';

const count = counting('fr-FR');

export const common: Text['common'] = {
  product: 'Relance',
  close: 'Fermer',
  cancel: 'Retour',
  save: 'Enregistrer',
  back: 'Retour',
  more: 'Plus',
  all: 'Tous',
  none: 'Aucun',
  optional: 'facultatif',
  yes: 'Oui',
  no: 'Non',
  search: 'Rechercher',
  clear: 'Effacer',
  apply: 'Appliquer',
  filter: 'Filtrer',
  loading: 'Chargement…',
  findCustomer: {
    placeholder: 'Chercher par numéro ou nom',
    choose: 'Choisissez un client de la liste, ou laissez vide.',
  },
  open: 'Ouvrir',
  download: 'Télécharger',
  refresh: 'Recharger',
  retry: 'Réessayer',
  pages: 'Pages',
  previousPage: 'Page précédente',
  nextPage: 'Page suivante',
  range: (from, to, total) =>
    total === 0 ? 'Aucun résultat' : `${from}–${to} sur ${total.toLocaleString('fr-FR')}`,
  actions: 'Actions',
  ageing: 'Ancienneté',
  nothingOpen: 'Rien d’ouvert',
  today: 'Aujourd’hui',
  selectAll: 'Tout sélectionner',
  selectRow: (name) => `Sélectionner ${name}`,
  sortBy: (name) => `Trier par ${name}`,
  removeFilter: (name) => `Retirer le filtre ${name}`,
  stepStates: { done: 'effectuée', next: 'prochaine', planned: 'planifiée', skipped: 'ignorée' },
  daysLate: (days) =>
    days > 0
      ? count(days, { one: '# jour de retard', other: '# jours de retard' })
      : days === 0
        ? 'échue aujourd’hui'
        : count(-days, { one: 'échoit dans # jour', other: 'échoit dans # jours' }),
  items: (n) => count(n, { one: '# pièce', other: '# pièces', zero: 'aucune pièce' }),
  selected: (n) => count(n, { one: '# sélectionnée', other: '# sélectionnées' }),
  readOnly: 'Votre rôle permet de consulter, non de modifier.',
  until: (date) => `jusqu’au ${date}`,
  from: (date) => `à partir du ${date}`,
  reason: 'Motif',
  comment: 'Commentaire',
  date: 'Date',
  saved: 'Enregistré.',
};
