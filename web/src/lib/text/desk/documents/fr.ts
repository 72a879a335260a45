import type { Text } from '../en.ts';

export const documents: Text['documents'] = {
  add: 'Document…',
  chooseOne: 'Sélectionnez une pièce pour y joindre son document.',
  added: (number) => `Document de ${number} conservé. Le client peut le télécharger.`,
  open: (number) => `Ouvrir le document de ${number}`,
  leftOut: (n) => (n === 1 ? 'Un document n’est pas joint' : `${n} documents ne sont pas joints`),
  gaps: {
    missing: (numbers) => `Aucun document n’est conservé pour ${numbers}. Ajoutez-le sous Pièces.`,
    unreadable: (numbers) => `Le PDF de ${numbers} est verrouillé ou endommagé. Ajoutez-le de nouveau.`,
    too_large: (numbers) =>
      `Plus que ce qu’un message peut porter (40 documents, 120 pages, 10 Mo)\u00a0: ${numbers}.`,
  },
  download: (number) => `Télécharger le document de ${number}`,
};
