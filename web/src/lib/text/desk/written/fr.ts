import { counting } from '../../plural.ts';
import type { Text } from '../en.ts';

const count = counting('fr-FR');

export const written: Text['written'] = {
  menu: 'Écrire',
  moves: { message: 'E-mail', letter: 'Courrier', call: 'Note d’appel', internal: 'E-mail interne' },
  titles: { message: 'Écrire un e-mail', letter: 'Écrire un courrier' },
  lead: 'Hors scénario : le message part à toute heure, après les mêmes contrôles qu’une étape.',
  template: 'Texte',
  freely: 'Écrire librement',
  language: 'Langue',
  kind: 'Type',
  byHand: 'Je l’imprime et je le poste',
  byProvider: 'Un prestataire le poste',
  byMail: 'Par e-mail : il s’ouvre, puis se signe ou se refuse, sur une page',
  carriage: 'Envoi',
  notCarried: 'Aucun prestataire connecté n’achemine ce type de courrier.',
  connect: 'En connecter un',
  recipients: 'À',
  recipient: 'À',
  noRecipients: {
    message: 'Aucun contact de ce client n’a d’adresse e-mail.',
    letter: 'Aucun contact de ce client ne reçoit de courrier.',
  },
  addContact: 'Ajouter un contact',
  unusable: { message: 'l’adresse est en erreur', letter: 'un courrier est revenu' },
  items: 'Pièces',
  itemsChosen: (n, all) =>
    n === 0 ? `Aucune sur ${all}` : count(n, { one: `# sur ${all}`, other: `# sur ${all}` }),
  itemsHint: 'Ce qui est promis, en litige ou bloqué ne peut pas être réclamé.',
  noItems: 'Rien ne peut être réclamé aujourd’hui. Le message ne demande pas d’argent.',
  overdueOnly: 'Ce qui est échu',
  all: 'Toutes',
  none: 'Aucune',
  attachment: 'Pièce jointe',
  attachments: {
    none: 'Aucune',
    statement_pdf: 'Relevé en PDF',
    documents: 'Documents des pièces',
    statement_xlsx: 'Relevé en classeur',
  },
  hint: 'Tapez # pour les valeurs remplies au départ.',
  asksFor: 'Montant réclamé',
  nothingLeft: 'Rien de ce qui a été choisi n’est encore ouvert. Choisissez d’autres pièces, ou aucune.',
  stopped: 'L’envoi est impossible pour le moment',
  leaves: (n, seconds) =>
    `${count(n, { one: 'Le message part aussitôt', other: 'Le message part aussitôt, à # personnes' })}${
      seconds === 0 ? '.' : ` ; vous pouvez l’annuler pendant ${seconds} secondes.`
    }`,
  handsOver:
    'Il reste dans l’agenda et peut être repris tant que les lettres restent chez vous (réglages, connexions) ; ensuite, il est remis.',
  posted: 'Il est conservé tel qu’imprimé et reste dans l’agenda jusqu’à ce que vous le terminiez.',
  counts: 'Il compte comme un contact.',
  send: (n) => count(n, { one: 'Envoyer l’e-mail', other: 'Envoyer # e-mails' }),
  handOver: 'Remettre le courrier',
  sendElectronic: 'Envoyer la lettre',
  print: 'Imprimer le courrier',
  sent: { message: 'L’e-mail est en route', letter: 'Le courrier est en route' },
  printed: 'Le courrier reste dans l’agenda jusqu’à ce qu’il soit posté',
  takenBack: 'Annulé : rien n’est parti',
  discardTitle: 'Abandonner ce que vous avez écrit ?',
};
