import type { Text } from '../en.ts';

export const documents: Text['documents'] = {
  add: 'Document…',
  chooseOne: 'Sélectionnez une pièce pour y joindre son document.',
  added: (number) => `Document de ${number} conservé. Le client peut le télécharger.`,
  open: (number) => `Ouvrir le document de ${number}`,
  download: (number) => `Télécharger le document de ${number}`,
};
