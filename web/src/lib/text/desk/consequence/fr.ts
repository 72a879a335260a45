import type { Text } from '../en.ts';
import { counting } from '../../plural.ts';

const count = counting('fr-FR');
const messages = (n: number) => count(n, { one: '# message', other: '# messages' });
const figure = (n: number) => new Intl.NumberFormat('fr-FR').format(n);
const forAmounts = (amounts: string) => (amounts === '' ? '' : ` pour ${amounts}`);
const minutes = (n: number) => count(n, { one: '# minute', other: '# minutes' });
const seconds = (n: number) => count(n, { one: '# seconde', other: '# secondes' });

export const consequence: Text['consequence'] = {
  label: 'Ce qui s’ensuit',
  loading: 'Calcul de ce qui s’ensuit…',
  incomplete: 'Une fois le formulaire rempli, ce qui s’ensuit est indiqué ici.',
  failed: 'Ce qui s’ensuit ne peut pas être calculé pour le moment.',
  what: (step, amounts) => (amounts === '' ? step : `${step} de ${amounts}`),
  question: (step, amounts) => (amounts === '' ? step : `${step} au sujet de ${amounts}`),
  leavesNow: (what) => `${what} : part immédiatement.`,
  leavesSoon: (what, n) => `${what} : part dans ${seconds(n)} ; d’ici là, vous pouvez annuler.`,
  handedOverLater: (what, n) =>
    `${what} : remis au prestataire dans ${minutes(n)} ; d’ici là, vous pouvez le reprendre.`,
  leavesToday: (what, time) => `${what} : part aujourd’hui à ${time}.`,
  leavesOn: (what, day, time) => `${what} : part le ${day} à ${time}.`,
  confirmNow: (what) => `${what} : proposé aujourd’hui, en attente de confirmation.`,
  confirmOn: (what, day) => `${what} : proposé le ${day}, en attente de confirmation.`,
  performNow: (what) => `${what} : à faire aujourd’hui, dans l’agenda.`,
  performOn: (what, day) => `${what} : à faire le ${day}, dans l’agenda.`,
  waits: (what) => `${what} : reste en attente de confirmation.`,
  waitsToPerform: (what) => `${what} : reste à faire.`,
  nothing: 'Rien ne part.',
  notBefore: (day) => `Rien avant le ${day}.`,
  unlessChanged: 'Sauf paiement ou réponse d’ici là.',
  inDoubt: 'Rien d’autre ne part tant que l’arrivée du dernier message n’est pas établie.',
  notFollowed: 'Rien ne part : aucun scénario ne suit ce client.',
  because: (customer, reason) => `${customer} : ${reason}`,
  andMore: (n) => count(n, { one: 'Et # autre.', other: 'Et # autres.' }),
  many: {
    leave: (n, first, last) =>
      first === last
        ? `${messages(n)} ${n === 1 ? 'part' : 'partent'} ${first}.`
        : `${messages(n)} partent : le premier ${first}, le dernier ${last}.`,
    ask: (n, first, last) =>
      first === last
        ? `${count(n, { one: '# étape est proposée', other: '# étapes sont proposées' })} ${first}.`
        : `${count(n, { one: '# étape est proposée', other: '# étapes sont proposées' })}, la première ${first}, la dernière ${last}.`,
    nothing: (n) =>
      count(n, { one: 'Pour # client, rien ne s’ensuit.', other: 'Pour # clients, rien ne s’ensuit.' }),
    refused: (n) =>
      count(n, {
        one: '# action a changé depuis l’affichage et reste en l’état.',
        other: '# actions ont changé depuis l’affichage et restent en l’état.',
      }),
    undo: (n) => `L’ensemble peut être annulé pendant ${seconds(n)}.`,
  },
  set: {
    progress: (evaluated, most) =>
      `Calcul de ce qui s’ensuit : ${figure(evaluated)} clients sur ${figure(most)}…`,
    tooMany:
      'Les changements sont trop nombreux pour calculer ce qui s’ensuit. Ce qui est à envoyer partira automatiquement pendant les heures d’envoi.',
    nobody: 'Aucun client n’est concerné.',
    unchanged: 'Les envois restent tels que prévus.',
    noneToday: 'Aucun envoi automatique aujourd’hui.',
    leaveToday: (n, amounts) =>
      `Aujourd’hui, ${messages(n)}${forAmounts(amounts)} ${n === 1 ? 'part' : 'partent'} automatiquement.`,
    leave: (n, amounts, first, last) =>
      first === last
        ? `Prochain envoi pour chaque client : ${messages(n)}${forAmounts(amounts)}, ${first}.`
        : `Prochain envoi pour chaque client : ${messages(n)}${forAmounts(amounts)}, le premier ${first}, le dernier ${last}.`,
    ask: (n, amounts, first, last) =>
      `${count(n, { one: '# étape', other: '# étapes' })}${forAmounts(amounts)} en attente d’une personne, ${
        first === last
          ? `${n === 1 ? 'proposée' : 'proposées'} ${first}`
          : `la première proposée ${first}, la dernière ${last}`
      }.`,
    held: (n, amounts) =>
      `Ce qui est prévu pour ${count(n, { one: '# client', other: '# clients' })}${amounts === '' ? '' : ` (${amounts})`} viendra plus tard, ou pas du tout.`,
    refused: (n) => count(n, { one: 'Impossible pour # client.', other: 'Impossible pour # clients.' }),
    firstOnly: (evaluated, all) =>
      `Calculé pour les ${figure(evaluated)} premiers clients sur ${figure(all)}, par ordre alphabétique ; le reste n’est pas encore connu.`,
    linksComing: 'Leurs relances contiennent désormais un lien vers la page.',
  },
  today: (time) => `aujourd’hui à ${time}`,
  on: (day, time) => `le ${day} à ${time}`,
  day: (day) => `le ${day}`,
  undo: 'Annuler l’envoi',
  undoQualification: 'Revenir en arrière',
  leavesIn: (n) => `part dans ${n} s`,
  leaving: 'part à l’instant',
  leavesAt: (when) => `part ${when}`,
  undone: 'Envoi annulé. Rien n’est parti.',
  undoneMany: (n) => count(n, { one: '# envoi annulé.', other: '# envois annulés.' }),
  undoneQualification: 'C’est fait : tout est comme avant.',
  highLevel: (n) =>
    count(n, {
      one: '# d’entre elles est de niveau 3 ou plus, ou une lettre électronique : ouvrez-la d’abord, ou confirmez-la ici sans la voir.',
      other:
        '# d’entre elles sont de niveau 3 ou plus, ou des lettres électroniques : ouvrez-les d’abord, ou confirmez-les ici sans les voir.',
    }),
  confirmUnseen: (n) =>
    count(n, {
      one: 'Confirmer # étape de ce type sans la voir',
      other: 'Confirmer # étapes de ce type sans les voir',
    }),
  previewFirst: 'Une étape de ce niveau se relit avant d’être confirmée : voici ce qui partira.',
  linksEnd: (n) =>
    count(n, {
      zero: 'Aucun lien n’est en circulation actuellement.',
      one: '# lien en circulation cesse aussitôt de fonctionner.',
      other: '# liens en circulation cessent aussitôt de fonctionner.',
    }),
  pagesOff: {
    title: 'Désactiver la page interactive ?',
    text: 'Les relances ne portent plus de lien, et qui ouvre un ancien lien lit que la page est fermée. En cas de réactivation, les liens non expirés fonctionnent de nouveau.',
    submit: 'Désactiver',
  },
};
