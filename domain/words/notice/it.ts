import type { NoticeWords } from './words.ts';

export const it: NoticeWords = {
  greeting: 'Buongiorno {name},',
  greetingGeneral: 'Gentili Signore e Signori,',
  answerSubject: '{company} Le ha risposto',
  answerIntro: '{company} ha risposto al Suo messaggio del {date}:',
  yourMessage: 'Il Suo messaggio',
  mayReply: 'Può rispondere direttamente a questo messaggio.',
  openPage: 'Consulti il Suo conto',
  linkNote: 'Questo link è personale. È valido fino al {date}.',
  codeSubject: 'Il Suo codice di accesso',
  codeIntro: 'Inserisca questo codice nella pagina che ha aperto:',
  codeNote: 'È valido per {minutes} minuti. Se non lo ha richiesto, non deve fare nulla.',
  codeWithheld: 'Il codice è riservato al destinatario e non è mostrato qui.',
  renewedSubject: 'Il Suo nuovo link a {company}',
  renewedIntro: 'Ha richiesto un nuovo link perché il precedente era scaduto. Eccolo.',
  document: 'Documento',
  due: 'Scadenza',
  open: 'Importo aperto',
  registrationNumber: 'N. di registrazione',
  vatNumber: 'Partita IVA',
};
