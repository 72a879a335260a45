import type { TrackedLetterWords } from './words.ts';

export const it: TrackedLetterWords = {
  signSubject: '{company} le ha inviato una lettera',
  signIntro:
    '{company} le ha inviato una lettera elettronica tracciata. La legge su una pagina dedicata, dopo un codice che inviamo a questo indirizzo, e poi la firma o la rifiuta.',
  openLetter: 'Aprire la lettera',
  signUntil:
    'Può firmarla o rifiutarla fino al {date}. In seguito si considera non ritirata. Il link è personale.',
  about: 'Oggetto',
  reference: 'Riferimento',
  recipient: 'A',
  level:
    'Livello: lettera elettronica tracciata, sigillata e registrata dal sistema del mittente. Non è una raccomandata elettronica ai sensi del regolamento (UE) n. 910/2014 (eIDAS).',
  signedSubject: 'Ha firmato la lettera di {company}',
  refusedSubject: 'Ha rifiutato la lettera di {company}',
  signedIntro: 'Ha firmato questa lettera il {date}. Conservi la lettera e la prova della consegna.',
  refusedIntro: 'Ha rifiutato questa lettera il {date}. Conservi la lettera e la prova del rifiuto.',
  openEvidence: 'Lettera e prova',
  readUntil: 'Si possono scaricare fino al {date}. Il link è personale.',
  onItsWaySubject: 'Lettera in viaggio verso {customer}',
  onItsWayIntro: 'La lettera è stata consegnata. Ecco i suoi riferimenti:',
  codeSubject: 'Serve un codice: lettera a {customer}',
  codeIntro:
    'Una lettera qualificata la attende: parte solo con un codice monouso del fornitore. Apra la sua pagina, si faccia inviare il codice e lo inserisca. Prima non parte nulla.',
  enterCode: 'Inserire il codice',
  kind: 'Tipo',
  providerRef: 'Numero presso il fornitore',
  follow: 'Seguire la lettera',
};
