import type { Text } from '../en.ts';
import { counting } from '../../plural.ts';

const count = counting('fr-FR');

export const pageLinks: Text['pageLinks'] = {
  tab: 'Pages interactives',
  title: 'Page interactive',
  on: 'Activée',
  off: 'Désactivée',
  isOn: 'Ce client peut ouvrir la page par les liens des messages.',
  isOff: 'Désactivée : les liens de ce client affichent une page polie et rien d’autre.',
  switchOn: 'Activer',
  switchOff: 'Désactiver',
  switchedOn: 'Activée.',
  switchedOff: 'Désactivée. Les liens existants cessent aussitôt de fonctionner.',
  links: 'Liens',
  linksText:
    'Chaque message porte son propre lien. Le jeton lui-même n’est pas conservé et ne peut être affiché de nouveau.',
  none: 'Pas encore de liens',
  noneText: 'Les liens apparaissent ici avec les messages qui les portent.',
  make: 'Nouveau lien',
  makeTitle: 'Nouveau lien vers la page de ce client',
  makeText: 'Qui a le lien voit les pièces ouvertes de ce client. Il n’est affiché qu’une fois.',
  makeFor: 'Pour',
  noContact: 'Personne en particulier',
  languages: {
    en: 'Anglais',
    fr: 'Français',
    de: 'Allemand',
    es: 'Espagnol',
    it: 'Italien',
    nl: 'Néerlandais',
    pl: 'Polonais',
    pt: 'Portugais',
  },
  makeSubmit: 'Créer le lien',
  made: 'Copiez-le maintenant : il ne sera plus affiché.',
  address: 'Adresse',
  copy: 'Copier',
  copied: 'Copié.',
  until: (date) => `valable jusqu’au ${date}`,
  expired: (date) => `expiré le ${date}`,
  revoked: (date) => `révoqué le ${date}`,
  active: 'Valable',
  expiredState: 'Expiré',
  revokedState: 'Révoqué',
  kinds: { customer: 'Client', internal: 'Collègue', integration: 'Intégration', letter: 'Lettre' },
  columns: {
    recipient: 'Pour',
    kind: 'Ouvre',
    made: 'Créé',
    valid: 'Validité',
    views: 'Ouvert',
    message: 'Message',
  },
  byHand: 'Remis en main',
  openMessage: 'Message',
  views: (people, scanners) =>
    [
      count(people, {
        one: 'par une personne, # fois',
        other: 'par des personnes, # fois',
        zero: 'pas encore par une personne',
      }),
      ...(scanners > 0
        ? [count(scanners, { one: '# fois par un robot', other: '# fois par des robots' })]
        : []),
    ].join(', '),
  viewLog: 'Journal des ouvertures',
  neverOpened: 'Pas encore ouvert',
  verdicts: { person: 'Une personne', scanner: 'Un robot de messagerie', unknown: 'Incertain' },
  viewTimes: (n) => count(n, { one: '# fois', other: '# fois' }),
  revoke: 'Révoquer…',
  revokeTitle: 'Révoquer ce lien ?',
  revokeText: (name) =>
    name === ''
      ? 'Il cesse aussitôt de fonctionner. Les autres liens restent valables.'
      : `Le lien pour ${name} cesse aussitôt de fonctionner. Les autres liens restent valables.`,
  revokeSubmit: 'Révoquer le lien',
  revokeDone: 'Lien révoqué.',
  revokeAddress: 'Révoquer une adresse…',
  addressTitle: 'Révoquer tous les liens d’une adresse ?',
  addressText: (company) =>
    `Pour une personne partie, ou une boîte lue par d’autres : tous les liens créés par ${company} pour cette adresse cessent aussitôt de fonctionner, chez tous les clients, et ses navigateurs devront saisir un nouveau code. C’est définitif ; de nouveaux liens peuvent être créés.`,
  addressField: 'Adresse e-mail',
  addressSubmit: 'Révoquer tous ses liens',
  addressDone: (n, email) =>
    count(n, {
      zero: `Aucun lien de ${email} n’était ouvert. Ses navigateurs sont oubliés.`,
      one: `# lien de ${email} révoqué.`,
      other: `# liens de ${email} révoqués.`,
    }),
};
