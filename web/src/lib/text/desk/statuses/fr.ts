import type { Text } from '../en.ts';
import { counting } from '../../plural.ts';

const count = counting('fr-FR');

export const statuses: Text['statuses'] = {
  tab: 'Statuts',
  title: 'Catalogue des statuts',
  text: 'Ce que les chargés de recouvrement choisissent en qualifiant des pièces. La tâche par défaut et son délai sont alors préremplis.',
  kinds: { promise: 'Promesse de paiement', ongoing: 'En cours', dispute: 'Litige', other: 'Autre' },
  kindHints: {
    promise: 'Demande une date ; les pièces ne sont plus relancées tant que la promesse court.',
    ongoing: 'Le client ou nous-mêmes y travaillons.',
    dispute: 'Demande un motif ; les pièces ne sont plus relancées jusqu’à la résolution.',
    other: 'Nomme la situation ; bloque et fait suivre comme défini ici.',
  },
  columns: { name: 'Nom', kind: 'Genre', followUp: 'Tâche par défaut', hold: 'Blocage', state: 'État' },
  add: 'Ajouter un statut',
  addTitle: 'Ajouter un statut',
  editTitle: 'Modifier le statut',
  name: 'Nom',
  kind: 'Genre',
  followUpDays: 'Tâche après (jours)',
  followUpDaysHint: 'Laissez vide : pas de tâche.',
  followUpText: 'Quoi faire alors',
  followUpChannel: 'Comment',
  holdDays: 'Pas de relance pendant (jours)',
  holdDaysHint: 'Laissez vide : relancée comme avant. Promesses et litiges bloquent d’eux-mêmes.',
  afterDays: (n, text) =>
    `${count(n, { one: 'après # jour', other: 'après # jours', zero: 'le jour même' })}${text === '' ? '' : ` : ${text}`}`,
  days: (n) => count(n, { one: '# jour', other: '# jours' }),
  noTask: 'Aucune',
  archive: 'Archiver',
  unarchive: 'Remettre en service',
  archived: 'Archivé',
  inUse: 'En service',
  up: (name) => `Monter ${name}`,
  down: (name) => `Descendre ${name}`,
  edit: 'Modifier',
  saved: 'Statut enregistré.',
  archivedToast: 'Archivé. Les pièces le gardent ; il n’est plus proposé.',
};
