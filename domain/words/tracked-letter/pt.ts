import type { TrackedLetterWords } from './words.ts';

export const pt: TrackedLetterWords = {
  signSubject: '{company} enviou-lhe uma carta',
  signIntro:
    '{company} enviou-lhe uma carta eletrónica com seguimento. Lê-a numa página própria, após um código que enviamos para este endereço, e depois assina-a ou recusa-a.',
  openLetter: 'Abrir a carta',
  signUntil:
    'Pode assiná-la ou recusá-la até {date}. Depois considera-se não reclamada. A ligação é pessoal.',
  about: 'Assunto',
  reference: 'Referência',
  recipient: 'Para',
  level:
    'Nível: carta eletrónica com seguimento, selada e registada pelo sistema do remetente. Não é uma carta registada eletrónica nos termos do Regulamento (UE) n.º 910/2014 (eIDAS).',
  signedSubject: 'Assinou a carta de {company}',
  refusedSubject: 'Recusou a carta de {company}',
  signedIntro: 'Assinou esta carta em {date}. Guarde a carta e a prova da entrega.',
  refusedIntro: 'Recusou esta carta em {date}. Guarde a carta e a prova da recusa.',
  openEvidence: 'Carta e prova',
  readUntil: 'Podem ser descarregadas até {date}. A ligação é pessoal.',
  onItsWaySubject: 'Carta a caminho de {customer}',
  onItsWayIntro: 'A carta foi entregue. Estas são as referências:',
  codeSubject: 'É preciso um código: carta para {customer}',
  codeIntro:
    'Uma carta qualificada espera por si: só sai com um código de utilização única do prestador. Abra a sua página, peça o código e introduza-o ali. Antes nada é enviado.',
  enterCode: 'Introduzir o código',
  kind: 'Tipo',
  providerRef: 'Número no fornecedor',
  follow: 'Seguir a carta',
};
