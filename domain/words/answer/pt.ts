import type { AnswerWords } from './words.ts';

export const pt: AnswerWords = {
  copyAttached: 'Em anexo encontra os documentos que pediu.',
  copyOnPage: 'Também estão na sua página, através do botão abaixo.',
  copyMissing: 'Ainda não temos o ficheiro de {items} e iremos enviá-lo em separado.',
  copyToKnown: 'Só enviamos documentos aos contactos registados e enviá-los-emos para lá.',
  copyAsk: 'Que documentos podemos enviar-lhe? Indique-nos os números, por favor.',
  paidThanks: 'Obrigado, recebemos o seu pagamento.',
  paidThanksOn: 'Obrigado, recebemos o seu pagamento em {date}.',
  paidAsk:
    'Obrigado por nos avisar. Ainda não vemos o pagamento na nossa conta: em que data foi feito e com que referência bancária?',
  paidAskReference:
    'Obrigado por nos avisar de que pagou em {date}. Ainda não vemos o pagamento na nossa conta: com que referência bancária foi feito?',
  contactNoted: 'Obrigado. A partir de agora escreveremos para {contact}.',
  contactAsk:
    'Obrigado por nos avisar. A quem podemos escrever a partir de agora? Indique-nos, por favor, o nome e o endereço de e-mail.',
  disputeNamed: 'Obrigado por nos comunicar. {name} está a analisar o assunto e entrará em contacto consigo.',
  disputeUnnamed:
    'Obrigado por nos comunicar. Estamos a analisar o assunto e entraremos em contacto consigo.',
  promiseOn: 'Obrigado. Registámos que pagará até {date}.',
  promiseAmountOn: 'Obrigado. Registámos que pagará {amount} até {date}.',
  promiseAsk: 'Obrigado. Em que data podemos esperar o seu pagamento?',
  ongoing: 'Obrigado pela informação. Em que data podemos esperar o seu pagamento?',
  planNamed: 'Obrigado pela sua proposta. {name} irá analisá-la e entrará em contacto consigo.',
  planUnnamed: 'Obrigado pela sua proposta. Iremos analisá-la e entraremos em contacto consigo.',
};
