export const documents = {
  add: 'Document …',
  chooseOne: 'Select one item to give it its document.',
  added: (number: string) => `Document of ${number} stored. The customer can download it.`,
  open: (number: string) => `Open the document of ${number}`,
  download: (number: string) => `Download the document of ${number}`,
};
