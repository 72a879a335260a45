import type { letterForms as english } from './en.ts';

export const letterForms: typeof english = {
  pictureSize: (width, height) => `${width} × ${height} pixels`,
  logo: {
    title: 'Logo',
    text: 'Figure dans les e-mails et sur les pages des clients. Un PNG de 512 ko au plus.',
    choose: 'Choisir une image',
    remove: 'Retirer',
    none: 'Pas encore de logo.',
    alt: (name) => `Logo de ${name}`,
  },
  signature: {
    title: 'Signature des courriers',
    text: 'Figure au-dessus du nom du signataire. Un PNG de 512 ko au plus.',
    choose: 'Choisir une image',
    remove: 'Retirer',
    none: 'Pas encore de signature.',
    alt: (name) => `Signature de ${name}`,
  },
  letters: {
    title: 'Courriers',
    window: 'Enveloppe',
    usualWindow: 'Selon l’usage du pays',
    windows: {
      french_right: 'Française, fenêtre à droite',
      din_5008_a: 'DIN 5008, forme A',
      din_5008_b: 'DIN 5008, forme B',
      swiss_left: 'Suisse, fenêtre à gauche',
      swiss_right: 'Suisse, fenêtre à droite',
      us_10: 'États-Unis no 10, deux fenêtres',
    },
    place: 'Lieu avant la date',
    placeHint: 'Laissez vide pour la ville de la société.',
    details: 'Sous l’adresse de l’expéditeur',
    detailsHint: 'Téléphone, e-mail, horaires ; une ligne chacun, huit au plus.',
    legal: 'En pied de page',
    legalHint:
      'Forme juridique, capital, dirigeants ; trois lignes au plus. Les numéros d’immatriculation y figurent déjà.',
    references: 'À côté de l’adresse',
    referenceNames: {
      customer_number: 'Numéro de client',
      contact_person: 'Personne en charge',
      contact_phone: 'Son téléphone',
      contact_email: 'Son e-mail',
      level: 'Niveau de relance',
    },
    enclosures: 'Pièces jointes',
    enclosureNames: {
      statement: 'Relevé',
      late_charges: 'Calcul des pénalités de retard et indemnités',
    },
    logo: 'Afficher le logo de votre société dans les courriers',
    signature: 'Imprimer l’image de la signature',
    signatureName: 'Signataire',
    signatureHint: 'Laissez vide pour la personne en charge du client.',
    signatureRole: 'Fonction',
  },
};
