import type { Text } from '../en/index.ts';
import { counting } from '../plural.ts';

const count = counting('fr-FR');

export const common: Text['common'] = {
  product: 'Relance',
  close: 'Fermer',
  cancel: 'Annuler',
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
  loading: 'Chargement …',
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

export const frame: Text['frame'] = {
  skip: 'Aller au contenu',
  mainMenu: 'Menu principal',
  openMenu: 'Ouvrir le menu',
  agenda: 'Agenda',
  customers: 'Clients',
  imports: 'Imports',
  messages: 'Messages envoyés',
  scenarios: 'Scénarios',
  templates: 'Modèles',
  mailbox: 'Boîte locale',
  settings: 'Réglages',
  switchEntity: 'Changer de société',
  searchPlaceholder: 'Rechercher un client',
  searchKey: 'Rechercher (Ctrl ou ⌘ et K)',
  help: 'Clavier et aide',
  theme: 'Apparence',
  themes: { system: 'Comme le système', light: 'Clair', dark: 'Sombre' },
  density: 'Densité',
  densities: { comfortable: 'Aérée', compact: 'Compacte' },
  language: 'Langue',
  account: 'Votre compte',
  signOut: 'Se déconnecter',
  live: 'En direct',
  notLive: 'Non connecté : l’affichage peut dater. La connexion reprend d’elle-même.',
  helpTitle: 'Clavier',
  helpIntro: 'Ces touches agissent dans l’agenda et dans toutes les listes.',
  keys: {
    next: 'Ligne suivante',
    previous: 'Ligne précédente',
    select: 'Sélectionner la ligne',
    open: 'Ouvrir à côté de la liste',
    confirm: 'Confirmer',
    postpone: 'Reporter',
    skip: 'Ignorer',
    search: 'Rechercher',
    help: 'Cette liste',
    close: 'Fermer',
  },
};

export const signIn: Text['signIn'] = {
  title: 'Connexion',
  lead: 'Qui doit quoi, ce qui se passe ensuite, et pourquoi.',
  email: 'Adresse e-mail',
  password: 'Mot de passe',
  submit: 'Se connecter',
  showPassword: 'Afficher le mot de passe',
  busy: 'Connexion …',
};

export const errorPage: Text['errorPage'] = {
  titles: {
    notFound: 'Cette page n’existe pas',
    forbidden: 'Accès refusé',
    broken: 'Une erreur s’est produite',
    unavailable: 'Momentanément injoignable',
  },
  texts: {
    notFound: 'Le lien est peut-être ancien, ou son contenu a disparu.',
    forbidden: 'Votre rôle ne le permet pas. Adressez-vous à un administrateur.',
    broken: 'L’erreur est enregistrée. Elle n’a rien modifié. Réessayez ou prévenez l’administrateur.',
    unavailable: 'Une partie de Relance redémarre. Rien n’est perdu ; réessayez dans un instant.',
  },
  home: 'Aller à l’agenda',
  reference: (id) => `Référence pour l’administrateur : ${id}`,
};
