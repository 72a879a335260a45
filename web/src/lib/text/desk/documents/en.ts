import type { DocumentGap } from '../../../vocabulary.ts';

export const documents = {
  add: 'Document …',
  chooseOne: 'Select one item to give it its document.',
  added: (number: string) => `Document of ${number} stored. The customer can download it.`,
  open: (number: string) => `Open the document of ${number}`,
  leftOut: (n: number) => (n === 1 ? 'One document does not go along' : `${n} documents do not go along`),
  gaps: {
    missing: (numbers: string) => `No document is stored for ${numbers}. Add it under Items.`,
    unreadable: (numbers: string) => `The PDF of ${numbers} is locked or damaged. Add it again.`,
    too_large: (numbers: string) =>
      `More than a message carries (40 documents, 120 pages, 10 MB): ${numbers}.`,
  } satisfies Record<DocumentGap, (numbers: string) => string>,
  download: (number: string) => `Download the document of ${number}`,
};
