import type { TrackedLetterWords } from './words.ts';

export const fr: TrackedLetterWords = {
  signSubject: '{company} vous a envoyé une lettre',
  signIntro:
    '{company} vous a envoyé une lettre électronique suivie. Vous la lisez sur une page dédiée, après un code que nous envoyons à cette adresse, puis vous l’acceptez en signant ou la refusez.',
  openLetter: 'Ouvrir la lettre',
  signUntil:
    'Vous pouvez la signer ou la refuser jusqu’au {date}. Ensuite, elle est réputée non réclamée. Ce lien est personnel.',
  about: 'Objet',
  reference: 'Référence',
  recipient: 'Destinataire',
  level:
    'Niveau\u00a0: lettre électronique suivie, scellée et tracée par le système de l’expéditeur. Ce n’est pas une lettre recommandée électronique au sens du règlement (UE) nº\u00a0910/2014 (eIDAS).',
  signedSubject: 'Vous avez signé la lettre de {company}',
  refusedSubject: 'Vous avez refusé la lettre de {company}',
  signedIntro: 'Vous avez signé cette lettre le {date}. Conservez la lettre et la preuve de sa remise.',
  refusedIntro: 'Vous avez refusé cette lettre le {date}. Conservez la lettre et la preuve du refus.',
  openEvidence: 'Lettre et preuve',
  readUntil: 'Elles peuvent être téléchargées jusqu’au {date}. Ce lien est personnel.',
  onItsWaySubject: 'Lettre en route vers {customer}',
  onItsWayIntro: 'La lettre a été remise. Voici ses références\u00a0:',
  codeSubject: 'Code attendu : lettre à {customer}',
  codeIntro:
    'Une lettre qualifiée vous attend : elle ne part qu’avec un code à usage unique du prestataire. Ouvrez sa page, faites-vous envoyer le code et saisissez-le. Rien ne part avant.',
  enterCode: 'Saisir le code',
  kind: 'Type',
  providerRef: 'Numéro chez le prestataire',
  follow: 'Suivre la lettre',
};
