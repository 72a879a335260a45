import type { Text } from '../en.ts';
import { counting } from '../../plural.ts';

const count = counting('fr-FR');

export const importFindings: Text['importFindings'] = {
  heldTitle: (n) =>
    count(n, {
      one: '# client bloqué pour lignes écartées',
      other: '# clients bloqués pour lignes écartées',
    }),
  heldCustomer: 'Bloqué : des lignes ont été écartées d’un import',
  heldText:
    'Ce qui a été écarté diminue peut-être leur dette : rien ne leur est envoyé. Le blocage prend fin quand un fichier lit ces lignes, ou quand vous le levez.',
  rows: (rows, n, more) => `${n === 1 ? 'Ligne' : 'Lignes'} ${rows}${more > 0 ? ` et ${more} autres` : ''}`,
  release: 'Lever le blocage',
  releaseTitle: (name) => `Relancer ${name} à nouveau ?`,
  releaseText:
    'La prochaine étape partira d’après la balance, sans ces lignes. Ne levez le blocage que si elles ne changent rien pour ce client.',
  released: (name) => `${name} est à nouveau relancé.`,
  more: (n) => count(n, { one: 'et # autre', other: 'et # autres' }),
  addressesTitle: (n) =>
    count(n, {
      one: '# adresse d’un fichier n’est pas connue ici',
      other: '# adresses de fichiers ne sont pas connues ici',
    }),
  addressesText:
    'Un fichier de pièces ne modifie aucun contact de lui-même. Décidez pour chaque client ; une adresse refusée n’est plus proposée.',
  noAddress: 'Aucune adresse jusqu’ici',
  known: (addresses) => `Connues : ${addresses}`,
  replace: (email) => (email === '' ? 'Reprendre' : `À la place de ${email}`),
  add: 'Ajouter',
  decline: 'Laisser tel quel',
  decided: {
    replaced: (email) => `Les relances partent désormais à ${email}.`,
    added: (email) => `${email} a été ajoutée.`,
    declined: (email) => `${email} ne sera plus proposée.`,
  },
  agenda: (n) =>
    count(n, {
      one: 'Rien n’est envoyé à # client : des lignes ont été écartées d’un import.',
      other: 'Rien n’est envoyé à # clients : des lignes ont été écartées d’un import.',
    }),
  agendaLink: 'Voir qui et pourquoi',
};
