import type { LetterEnclosure, LetterReference, WindowProfile } from '../../../vocabulary.ts';

/** What letters print of the company, and its logo wherever it stands. */
export const letterForms = {
  pictureSize: (width: number, height: number) => `${width} × ${height} pixels`,
  scaledDown: 'Kept, and scaled down: mails and letters need no more.',
  logo: {
    title: 'Logo',
    text: 'Stands in mails and on the pages of customers. A PNG, JPEG, WebP or GIF of at most 8 MB; what is larger than needed is scaled down.',
    choose: 'Choose a picture',
    remove: 'Remove',
    none: 'No logo yet.',
    alt: (name: string) => `Logo of ${name}`,
  },
  signature: {
    title: 'Signature on letters',
    text: 'Stands above the name of whoever signs. A PNG, JPEG, WebP or GIF of at most 8 MB; what is larger than needed is scaled down.',
    choose: 'Choose a picture',
    remove: 'Remove',
    none: 'No signature yet.',
    alt: (name: string) => `Signature of ${name}`,
  },
  letters: {
    title: 'Letters',
    window: 'Envelope',
    usualWindow: 'As is usual in the country',
    windows: {
      french_right: 'French, window on the right',
      din_5008_a: 'DIN 5008, form A',
      din_5008_b: 'DIN 5008, form B',
      swiss_left: 'Swiss, window on the left',
      swiss_right: 'Swiss, window on the right',
      us_10: 'US #10, two windows',
    } satisfies Record<WindowProfile, string>,
    place: 'Place before the date',
    placeHint: 'Leave empty for the city of the company.',
    details: 'Below the address of the sender',
    detailsHint: 'Telephone, e-mail, opening hours; a line each, eight at most.',
    legal: 'At the foot',
    legalHint:
      'Legal form, capital, managing directors; three lines at most. Numbers of registers stand there already.',
    references: 'Beside the address',
    referenceNames: {
      customer_number: 'Customer number',
      contact_person: 'Person in charge',
      contact_phone: 'Their telephone',
      contact_email: 'Their e-mail',
      level: 'Reminder level',
    } satisfies Record<LetterReference, string>,
    enclosures: 'Enclosed',
    enclosureNames: {
      statement: 'Statement',
      late_charges: 'Computation of late interest and compensation',
      documents: 'Documents of the items (invoices, credit notes)',
    } satisfies Record<LetterEnclosure, string>,
    logo: 'Display your company’s logo in letters',
    signature: 'Print the picture of the signature',
    signatureName: 'Signed by',
    signatureHint: 'Leave empty for the person in charge of the customer.',
    signatureRole: 'Role',
  },
};
