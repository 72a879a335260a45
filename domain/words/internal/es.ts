import type { InternalWords } from './words.ts';

export const es: InternalWords = {
  greeting: 'Hola, {name}:',
  greetingGeneral: 'Hola:',
  asks: '{author} le consulta sobre {customer} ({number}):',
  companyAsks: '{company} le consulta sobre {customer} ({number}):',
  answer: 'Ver las partidas y responder',
  forYouOnly:
    'Solo para compañeros. El enlace es personal: la página pide un código que se envía a su dirección, por lo que no debe reenviar este mensaje a ningún cliente.',
  internal: 'Interno',
  cleared: 'saldada',
  answered: 'Respuesta',
  hasAnswered: '{author} ha respondido sobre {customer} ({number}):',
  yourQuestion: 'La pregunta era',
  files: 'Archivos',
  integrate: 'Incorporar la respuesta al historial de las partidas',
  integrateHint: 'Mientras tanto, también espera en Respuestas y comentarios.',
  concerns: 'Partidas',
};
