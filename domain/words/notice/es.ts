import type { NoticeWords } from './words.ts';

export const es: NoticeWords = {
  greeting: 'Estimado/a {name}:',
  greetingGeneral: 'Estimados señores:',
  answerSubject: '{company} le ha respondido',
  answerIntro: '{company} ha respondido a su mensaje del {date}:',
  yourMessage: 'Su mensaje',
  mayReply: 'Puede responder directamente a este mensaje.',
  openPage: 'Consultar su cuenta',
  linkNote: 'Este enlace es personal. Es válido hasta el {date}.',
  codeSubject: 'Su código de acceso',
  codeIntro: 'Introduzca este código en la página que tiene abierta:',
  codeNote: 'Es válido durante {minutes} minutos. Si no lo ha solicitado, no tiene que hacer nada.',
  codeWithheld: 'El código es solo para su destinatario y no se muestra aquí.',
  renewedSubject: 'Su nuevo enlace a {company}',
  renewedIntro: 'Ha solicitado un enlace nuevo porque el anterior había caducado. Aquí lo tiene.',
  document: 'Documento',
  due: 'Vencimiento',
  open: 'Importe pendiente',
  registrationNumber: 'N.º de registro',
  vatNumber: 'NIF-IVA',
};
