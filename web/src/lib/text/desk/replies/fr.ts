import type { Text } from '../en.ts';
import { counting } from '../../plural.ts';

const count = counting('fr-FR');
const items = (n: number) => count(n, { one: '# pièce', other: '# pièces' });

export const workTabs: Text['workTabs'] = {
  label: 'Parties de l’agenda',
  actions: 'Actions',
  replies: 'Réponses et commentaires',
  tasks: 'Tâches',
};

export const replies: Text['replies'] = {
  title: 'Réponses et commentaires',
  menu: 'Réponses',
  count: (n) => count(n, { one: '# réponse', other: '# réponses' }),
  lead: (n) =>
    count(n, {
      one: '# réponse à traiter',
      other: '# réponses à traiter',
      zero: 'Aucune réponse à traiter',
    }),
  waiting: (n) => count(n, { one: '# en attente', other: '# en attente' }),
  countersLabel: 'Réponses en attente selon ce qu’elles disent',
  counters: {
    all: () => 'en attente',
    promise: (n) => count(n, { one: 'promesse', other: 'promesses' }),
    ongoing: () => 'en cours',
    dispute: (n) => count(n, { one: 'litige', other: 'litiges' }),
    paid: () => 'déjà payé',
  },
  sources: {
    portal: 'Depuis la page du client',
    internal_page: 'D’un collègue',
    invoice_status: 'Statut de la facture électronique',
    email: 'Par e-mail',
  },
  states: { pending: 'En attente', validated: 'Validée', qualified: 'Qualifiée', deleted: 'Supprimée' },
  statuses: { promise: 'Promesse de paiement', ongoing: 'En cours', dispute: 'Litige', paid: 'Déjà payé' },
  noStatus: 'Simple commentaire',
  columns: {
    customer: 'Client',
    said: 'Réponse',
    status: 'Statut proposé',
    items: 'Pièces',
    amount: 'Montant',
    received: 'Reçue',
    collector: 'Chargé de recouvrement',
    state: 'État',
  },
  noText: 'Sans commentaire',
  files: (n) => count(n, { one: '# fichier', other: '# fichiers' }),
  onDay: (date) => `le ${date}`,
  forDay: (date) => `pour le ${date}`,
  searchPlaceholder: 'Client, numéro ou mots',
  filters: {
    title: 'Filtrer les réponses',
    state: 'État',
    status: 'Ce qu’elle dit',
    source: 'Origine',
    collector: 'Chargé de recouvrement',
    mine: 'Mes clients',
    noCollector: 'Sans chargé de recouvrement',
    from: 'Reçue depuis le',
    until: 'Reçue jusqu’au',
    item: 'Numéro de pièce',
    hasFiles: 'Avec fichiers seulement',
    handled: 'Réponses traitées',
    clearAll: 'Retirer tous les filtres',
  },
  empty: {
    pending: 'Tout est traité',
    pendingText:
      'Les réponses des clients et des collègues apparaissent ici aussitôt, avec ce qu’ils ont promis, demandé ou contesté.',
    filtered: 'Aucune réponse ne correspond à ce filtre',
    filteredText: 'Retirez un filtre pour en voir plus.',
    customer: 'Pas encore de réponses',
    customerText:
      'Ce que ce client dit sur la page interactive, et ce que des collègues répondent, est conservé ici.',
  },
};

export const reply: Text['reply'] = {
  label: 'Réponse',
  back: 'Toutes les réponses',
  previous: 'Réponse précédente',
  next: 'Réponse suivante',
  receivedAt: (when) => `Reçue le ${when}`,
  byLink: (recipient, when) => `par le lien envoyé à ${recipient} le ${when}`,
  byLinkHandedOut: (when) => `par un lien créé le ${when}`,
  unknownAuthor: 'Une personne ayant le lien',
  internal: 'Interne : le client ne voit jamais ceci.',
  answersQuestion: (subject) => `Réponse à « ${subject} »`,
  said: 'Ce qui a été dit',
  saidNothing: 'Rien n’a été écrit.',
  files: 'Fichiers',
  fileNote: 'Écrit par une personne extérieure : ne s’ouvre qu’en téléchargement.',
  items: 'Pièces',
  then: 'À l’envoi',
  now: 'Maintenant',
  part: 'Montant',
  paidMeanwhile: 'Payée entre-temps',
  changedMeanwhile: 'Modifiée entre-temps',
  qualifyItem: (number) => `Qualifier ${number}`,
  qualify: 'Qualifier',
  status: 'Statut',
  addItems: 'Ajouter d’autres pièces ouvertes de ce client',
  history: 'Historique de ces pièces',
  chooseStatus: 'Choisissez un statut',
  promisedOn: 'Attendu le',
  disputeReason: 'Motif',
  resolver: 'Responsable du litige',
  deadline: 'À résoudre avant le',
  comment: 'Commentaire',
  commentHint: 'Figure dans l’historique des pièces. Le client ne le voit pas.',
  nextAction: 'Prochaine action',
  noNextAction: 'Pas de tâche : le scénario continue de lui-même',
  followUpText: 'Quoi faire',
  followUpOn: 'Le',
  followUpChannel: 'Comment',
  answer: 'Réponse au client',
  answerAdd: 'Écrire une réponse',
  answerHint: (email) =>
    email === ''
      ? 'Elle figure sur la page du client.'
      : `Elle est envoyée à ${email} et figure sur la page du client.`,
  answerSend: 'Envoyer la réponse',
  answerSent: 'La réponse part.',
  answerShown: 'Voici ce que lira le client :',
  answered: 'Réponses données',
  buttons: {
    complete: 'Enregistrer + terminer l’action',
    submit: 'Enregistrer',
    submitHint: 'Qualifier les pièces cochées et continuer avec d’autres de cette réponse',
    validate: 'Valider seulement',
    delete: 'Supprimer',
    restore: 'Restaurer',
    finish: 'Terminer l’action',
  },
  submitText: (n) => count(n, { one: '# pièce cochée', other: '# pièces cochées' }),
  choose: 'Cochez les pièces concernées.',
  done: {
    completed: (n) =>
      count(n, { one: '# pièce qualifiée.', other: '# pièces qualifiées.' }) + ' Réponse terminée.',
    submitted: (n) =>
      count(n, { one: '# pièce qualifiée.', other: '# pièces qualifiées.' }) + ' Continuez avec les autres.',
    validated: 'Validée : le commentaire figure maintenant sur les pièces.',
    deleted: 'Réponse supprimée.',
    restored: 'Réponse restaurée.',
  },
  qualified: 'Déjà qualifié à partir de cette réponse',
  faster: {
    title: 'Un collègue a été plus rapide',
    text: (state, name, when) => `${state} par ${name} le ${when}.`,
    kept: 'Rien de ce que vous avez saisi ici n’a été enregistré.',
    go: 'Aller à la réponse suivante',
  },
  handled: (state, name, when) => `${state} par ${name} le ${when}`,
  others: 'Autres réponses en attente de ce client',
  readOnly: 'Votre rôle permet de lire les réponses, pas de les traiter.',
  keys: {
    title: 'Réponses et commentaires',
    qualify: 'Enregistrer + terminer l’action',
    validate: 'Valider seulement',
    delete: 'Supprimer',
    back: 'Retour à la liste',
  },
};

export const qualify: Text['qualify'] = {
  title: (n) => `Qualifier ${items(n)}`,
  submit: (n) => `Qualifier ${items(n)}`,
  submitMore: 'Enregistrer',
  moreHint: 'Reste ouvert pour les autres pièces.',
  move: 'Qualifier',
  done: (n) => count(n, { one: '# pièce qualifiée.', other: '# pièces qualifiées.' }),
  quickPromise: 'Promesse rapide',
  quickTitle: (n) => `Promesse rapide pour ${items(n)}`,
  quickText: 'Tout l’échu qui n’est ni promis ni en litige est promis pour une même date.',
  quickSubmit: (n) => `Promettre ${items(n)}`,
  quickNone: 'Il ne reste rien d’échu à promettre.',
  statusSince: (name, date) => `${name}, depuis le ${date}`,
  comments: (n) =>
    count(n, { one: '# commentaire sur cette pièce', other: '# commentaires sur cette pièce' }),
  pendingComments: (n) => count(n, { one: '# reste à lire', other: '# restent à lire' }),
  ageing: (days) =>
    count(days, {
      one: 'ouvert depuis # jour',
      other: 'ouvert depuis # jours',
      zero: 'ouvert aujourd’hui',
    }),
  overDeadline: (days) => count(days, { one: '# jour après l’échéance', other: '# jours après l’échéance' }),
  brokenSince: (date) => `non tenue le ${date}`,
};

export const customerReplies: Text['customerReplies'] = {
  pending: 'En attente',
  handled: 'Traitées',
  deleted: 'Supprimées',
  deletedText: 'Conservées dans la piste d’audit. Le client n’en est pas informé.',
  assigned: {
    interactive_pages: 'Pages interactives',
    reply_capture: 'Réponses par e-mail',
    scenario: 'Scénario',
    collector: 'Chargé de recouvrement',
    minimum_amount: 'Montant minimum',
  },
  open: 'Ouvrir',
  openReply: 'Ouvrir la réponse',
  showHandled: 'Les réponses validées et qualifiées, avec ce qui en est résulté.',
};
