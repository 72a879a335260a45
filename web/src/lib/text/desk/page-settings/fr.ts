import type { Text } from '../en.ts';
import { counting } from '../../plural.ts';

const count = counting('fr-FR');

export const pageSettings: Text['pageSettings'] = {
  title: 'Pages interactives',
  text: 'Les liens durent le temps indiqué ici à partir de leur création ; ceux déjà envoyés gardent leur échéance.',
  linkDays: 'Durée du lien d’un client',
  internalLinkDays: 'Durée du lien d’un collègue',
  days: 'En jours',
  answerDays: 'Réponse annoncée aux clients sous',
  answerDaysHint: 'En jours ouvrés. Annoncé à qui vient d’envoyer un message.',
  workingDays: (n) => count(n, { one: '# jour ouvré', other: '# jours ouvrés' }),
  portalCode: 'Code à usage unique par e-mail',
  portalCodes: {
    never: 'Les clients n’ont pas besoin de code',
    acts: 'Les clients saisissent un code avant de répondre ou de promettre',
  },
  portalCodeHint: 'Les collègues en saisissent toujours un.',
  replyHold: 'Tant qu’une réponse n’est pas traitée',
  replyHolds: {
    whole_case: 'Aucune relance ne part vers le client',
    lines: 'Seules les pièces citées ne sont pas relancées',
  },
  ownDomains: 'Domaines de messagerie de la société',
  ownDomainsHint: 'Un par ligne. Les messages internes ne partent que vers ces domaines.',
  save: 'Enregistrer',
  saved: 'Enregistré. Le changement figure dans l’historique.',
  edit: 'Modifier…',
  none: 'Aucun : aucun collègue ne peut être interrogé par e-mail.',
};
