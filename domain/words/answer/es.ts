import type { AnswerWords } from './words.ts';

export const es: AnswerWords = {
  copyAttached: 'Adjuntamos los documentos que nos pidió.',
  copyOnPage: 'También están en su página, con el botón de abajo.',
  copyMissing: 'Todavía no tenemos el archivo de {items} y se lo enviaremos por separado.',
  copyToKnown: 'Solo enviamos documentos a los contactos registrados y se los haremos llegar a ellos.',
  copyAsk: '¿Qué documentos podemos enviarle? Indíquenos sus números, por favor.',
  paidThanks: 'Gracias, hemos recibido su pago.',
  paidThanksOn: 'Gracias, hemos recibido su pago el {date}.',
  paidAsk:
    'Gracias por avisarnos. Todavía no vemos el pago en nuestra cuenta: ¿en qué fecha se hizo y con qué referencia bancaria?',
  paidAskReference:
    'Gracias por avisarnos de que pagó el {date}. Todavía no vemos el pago en nuestra cuenta: ¿con qué referencia bancaria se hizo?',
  contactNoted: 'Gracias. A partir de ahora escribiremos a {contact}.',
  contactAsk:
    'Gracias por avisarnos. ¿A quién podemos escribir a partir de ahora? Indíquenos el nombre y la dirección de correo electrónico, por favor.',
  disputeNamed: 'Gracias por comunicárnoslo. {name} lo está revisando y se pondrá en contacto con usted.',
  disputeUnnamed: 'Gracias por comunicárnoslo. Lo estamos revisando y nos pondremos en contacto con usted.',
  promiseOn: 'Gracias. Hemos anotado que pagará a más tardar el {date}.',
  promiseAmountOn: 'Gracias. Hemos anotado que pagará {amount} a más tardar el {date}.',
  promiseAsk: 'Gracias. ¿En qué fecha podemos esperar su pago?',
  ongoing: 'Gracias por la información. ¿En qué fecha podemos esperar su pago?',
  planNamed: 'Gracias por su propuesta. {name} la estudiará y se pondrá en contacto con usted.',
  planUnnamed: 'Gracias por su propuesta. La estudiaremos y nos pondremos en contacto con usted.',
};
