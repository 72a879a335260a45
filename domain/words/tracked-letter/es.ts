import type { TrackedLetterWords } from './words.ts';

export const es: TrackedLetterWords = {
  signSubject: '{company} le ha enviado una carta',
  signIntro:
    '{company} le ha enviado una carta electrónica con seguimiento. La lee en una página propia, tras un código que enviamos a esta dirección, y después la firma o la rechaza.',
  openLetter: 'Abrir la carta',
  signUntil:
    'Puede firmarla o rechazarla hasta el {date}. Después se considera no reclamada. El enlace es personal.',
  about: 'Asunto',
  reference: 'Referencia',
  recipient: 'Para',
  level:
    'Nivel: carta electrónica con seguimiento, sellada y registrada por el sistema del remitente. No es una carta certificada electrónica según el Reglamento (UE) n.º 910/2014 (eIDAS).',
  signedSubject: 'Ha firmado la carta de {company}',
  refusedSubject: 'Ha rechazado la carta de {company}',
  signedIntro: 'Firmó esta carta el {date}. Conserve la carta y la prueba de su entrega.',
  refusedIntro: 'Rechazó esta carta el {date}. Conserve la carta y la prueba del rechazo.',
  openEvidence: 'Carta y prueba',
  readUntil: 'Pueden descargarse hasta el {date}. El enlace es personal.',
  onItsWaySubject: 'Carta en camino a {customer}',
  onItsWayIntro: 'La carta se ha entregado. Estas son sus referencias:',
  codeSubject: 'Se necesita un código: carta a {customer}',
  codeIntro:
    'Una carta cualificada le espera: solo sale con un código de un solo uso del proveedor. Abra su página, pida el código e introdúzcalo allí. Antes no se envía nada.',
  enterCode: 'Introducir el código',
  kind: 'Tipo',
  providerRef: 'Número del proveedor',
  follow: 'Seguir la carta',
};
