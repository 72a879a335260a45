import type { NoticeWords } from './words.ts';

export const pt: NoticeWords = {
  greeting: 'Caro/a {name},',
  greetingGeneral: 'Exmos. Senhores,',
  answerSubject: '{company} respondeu-lhe',
  answerIntro: '{company} respondeu à sua mensagem de {date}:',
  yourMessage: 'A sua mensagem',
  mayReply: 'Pode simplesmente responder a esta mensagem.',
  openPage: 'Consultar a sua conta',
  linkNote: 'Esta ligação é pessoal. É válida até {date}.',
  codeSubject: 'O seu código de acesso',
  codeIntro: 'Introduza este código na página que tem aberta:',
  codeNote: 'É válido durante {minutes} minutos. Se não o pediu, não precisa de fazer nada.',
  codeWithheld: 'O código destina-se apenas ao destinatário e não é mostrado aqui.',
  renewedSubject: 'A sua nova ligação para {company}',
  renewedIntro: 'Pediu uma nova ligação porque a anterior tinha expirado. Aqui está.',
  document: 'Documento',
  due: 'Vencimento',
  open: 'Montante em aberto',
  registrationNumber: 'N.º de registo',
  vatNumber: 'NIF/IVA',
};
