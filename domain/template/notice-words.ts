/** Fixed words of messages outside a scenario. What a customer reads is in all languages of the pages (P-12). */
import type { DisputeReason } from '../vocabulary/replies.ts';
import type { InterfaceLanguage, PageLanguage } from '../vocabulary/languages.ts';

export interface NoticeWords {
  greeting: string;
  greetingGeneral: string;
  /** `{company}` */
  answerSubject: string;
  /** `{company}`, `{date}` */
  answerIntro: string;
  yourMessage: string;
  openPage: string;
  /** `{date}`: the last day. */
  linkNote: string;
  codeSubject: string;
  codeIntro: string;
  /** `{minutes}` */
  codeNote: string;
  /** In place of the code, for everybody but its recipient. */
  codeWithheld: string;
  /** `{company}` */
  renewedSubject: string;
  renewedIntro: string;
  document: string;
  due: string;
  open: string;
  registrationNumber: string;
  vatNumber: string;
}

export const noticeWords: Record<PageLanguage, NoticeWords> = {
  en: {
    greeting: 'Dear {name},',
    greetingGeneral: 'Dear Sir or Madam,',
    answerSubject: '{company} has answered you',
    answerIntro: '{company} has answered your message of {date}:',
    yourMessage: 'Your message',
    openPage: 'View your account',
    linkNote: 'This link is personal. It works until {date}.',
    codeSubject: 'Your access code',
    codeIntro: 'Enter this code on the page that you have open:',
    codeNote: 'It works for {minutes} minutes. If you did not ask for it, you need not do anything.',
    codeWithheld: 'The code is for the recipient alone and is not shown here.',
    renewedSubject: 'Your new link to {company}',
    renewedIntro: 'You asked for a new link because the old one had expired. Here it is.',
    document: 'Document',
    due: 'Due',
    open: 'Open amount',
    registrationNumber: 'Registration no.',
    vatNumber: 'VAT no.',
  },
  fr: {
    greeting: 'Bonjour {name},',
    greetingGeneral: 'Madame, Monsieur,',
    answerSubject: '{company} vous a répondu',
    answerIntro: '{company} a répondu à votre message du {date}\u00a0:',
    yourMessage: 'Votre message',
    openPage: 'Consulter votre compte',
    linkNote: 'Ce lien est personnel. Il est valable jusqu’au {date}.',
    codeSubject: 'Votre code d’accès',
    codeIntro: 'Saisissez ce code sur la page que vous avez ouverte\u00a0:',
    codeNote: 'Il est valable {minutes} minutes. Si vous ne l’avez pas demandé, vous n’avez rien à faire.',
    codeWithheld: 'Le code est réservé à son destinataire et n’est pas affiché ici.',
    renewedSubject: 'Votre nouveau lien vers {company}',
    renewedIntro: 'Vous avez demandé un nouveau lien, l’ancien ayant expiré. Le voici.',
    document: 'Document',
    due: 'Échéance',
    open: 'Montant dû',
    registrationNumber: 'Immatriculation',
    vatNumber: 'TVA',
  },
  de: {
    greeting: 'Guten Tag {name},',
    greetingGeneral: 'Sehr geehrte Damen und Herren,',
    answerSubject: '{company} hat Ihnen geantwortet',
    answerIntro: '{company} hat auf Ihre Nachricht vom {date} geantwortet:',
    yourMessage: 'Ihre Nachricht',
    openPage: 'Konto ansehen',
    linkNote: 'Dieser Link ist persönlich. Er gilt bis zum {date}.',
    codeSubject: 'Ihr Zugangscode',
    codeIntro: 'Geben Sie diesen Code auf der geöffneten Seite ein:',
    codeNote: 'Er gilt {minutes} Minuten. Haben Sie ihn nicht angefordert, brauchen Sie nichts zu tun.',
    codeWithheld: 'Der Code ist nur für den Empfänger bestimmt und wird hier nicht angezeigt.',
    renewedSubject: 'Ihr neuer Link zu {company}',
    renewedIntro: 'Sie haben einen neuen Link angefordert, weil der alte abgelaufen war. Hier ist er.',
    document: 'Beleg',
    due: 'Fällig am',
    open: 'Offener Betrag',
    registrationNumber: 'Registernummer',
    vatNumber: 'USt-IdNr.',
  },
  es: {
    greeting: 'Estimado/a {name}:',
    greetingGeneral: 'Estimados señores:',
    answerSubject: '{company} le ha respondido',
    answerIntro: '{company} ha respondido a su mensaje del {date}:',
    yourMessage: 'Su mensaje',
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
  },
  it: {
    greeting: 'Buongiorno {name},',
    greetingGeneral: 'Gentili Signore e Signori,',
    answerSubject: '{company} Le ha risposto',
    answerIntro: '{company} ha risposto al Suo messaggio del {date}:',
    yourMessage: 'Il Suo messaggio',
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
  },
  nl: {
    greeting: 'Beste {name},',
    greetingGeneral: 'Geachte heer of mevrouw,',
    answerSubject: '{company} heeft u geantwoord',
    answerIntro: '{company} heeft uw bericht van {date} beantwoord:',
    yourMessage: 'Uw bericht',
    openPage: 'Bekijk uw account',
    linkNote: 'Deze link is persoonlijk. Hij werkt tot en met {date}.',
    codeSubject: 'Uw toegangscode',
    codeIntro: 'Voer deze code in op de geopende pagina:',
    codeNote: 'De code werkt {minutes} minuten. Hebt u er niet om gevraagd, dan hoeft u niets te doen.',
    codeWithheld: 'De code is alleen voor de ontvanger en wordt hier niet getoond.',
    renewedSubject: 'Uw nieuwe link naar {company}',
    renewedIntro: 'U hebt om een nieuwe link gevraagd omdat de oude verlopen was. Hier is hij.',
    document: 'Document',
    due: 'Vervaldatum',
    open: 'Openstaand bedrag',
    registrationNumber: 'Registratienummer',
    vatNumber: 'Btw-nummer',
  },
  pl: {
    greeting: 'Dzień dobry {name},',
    greetingGeneral: 'Szanowni Państwo,',
    answerSubject: '{company} odpowiada na Państwa wiadomość',
    answerIntro: '{company} odpowiada na Państwa wiadomość z dnia {date}:',
    yourMessage: 'Państwa wiadomość',
    openPage: 'Zobacz swoje konto',
    linkNote: 'Ten link jest osobisty. Działa do {date}.',
    codeSubject: 'Państwa kod dostępu',
    codeIntro: 'Proszę wpisać ten kod na otwartej stronie:',
    codeNote: 'Kod działa przez {minutes} minut. Jeśli to nie Państwo o niego prosili, nie trzeba nic robić.',
    codeWithheld: 'Kod jest przeznaczony wyłącznie dla odbiorcy i nie jest tu pokazywany.',
    renewedSubject: 'Nowy link do {company}',
    renewedIntro: 'Poproszono o nowy link, ponieważ poprzedni wygasł. Oto on.',
    document: 'Dokument',
    due: 'Termin',
    open: 'Kwota do zapłaty',
    registrationNumber: 'Nr rejestrowy',
    vatNumber: 'NIP UE',
  },
  pt: {
    greeting: 'Caro/a {name},',
    greetingGeneral: 'Exmos. Senhores,',
    answerSubject: '{company} respondeu-lhe',
    answerIntro: '{company} respondeu à sua mensagem de {date}:',
    yourMessage: 'A sua mensagem',
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
  },
};

export interface CollectorNoticeWords {
  greeting: string;
  /** `{customer}`, `{what}` */
  subject: string;
  /** `{author}`, `{customer}`, `{number}` */
  intro: string;
  /** Without a name: `{customer}`, `{number}` */
  introUnnamed: string;
  /** `{date}` */
  promise: string;
  promiseUndated: string;
  ongoing: string;
  /** `{reason}` */
  dispute: string;
  disputeUnnamed: string;
  /** `{date}` */
  paid: string;
  paymentReference: string;
  comment: string;
  disputeReasons: Record<DisputeReason, string>;
  status: string;
  files: string;
  held: string;
  open: string;
  /** `{count}`: items that are not listed. */
  more: string;
}

export const collectorNoticeWords: Record<InterfaceLanguage, CollectorNoticeWords> = {
  en: {
    greeting: 'Hello {name},',
    subject: '{customer} replied: {what}',
    intro: '{author} of {customer} ({number}) has replied on the interactive page.',
    introUnnamed: '{customer} ({number}) has replied on the interactive page.',
    promise: 'promise to pay on {date}',
    promiseUndated: 'promise to pay',
    ongoing: 'being processed',
    dispute: 'dispute ({reason})',
    disputeUnnamed: 'dispute',
    paid: 'already paid on {date}',
    paymentReference: 'Bank reference',
    comment: 'comment',
    disputeReasons: {
      price: 'price',
      quality: 'quality',
      delivery: 'delivery',
      quantity: 'quantity',
      missing_order: 'missing order number',
      already_paid: 'already paid',
      other: 'other',
    },
    status: 'Status chosen',
    files: 'Files',
    held: 'Reminders wait until somebody has handled the reply.',
    open: 'Open the reply',
    more: 'and {count} more',
  },
  fr: {
    greeting: 'Bonjour {name},',
    subject: '{customer} a répondu\u00a0: {what}',
    intro: '{author}, de {customer} ({number}), a répondu sur la page interactive.',
    introUnnamed: '{customer} ({number}) a répondu sur la page interactive.',
    promise: 'promesse de paiement au {date}',
    promiseUndated: 'promesse de paiement',
    ongoing: 'en cours de traitement',
    dispute: 'litige ({reason})',
    disputeUnnamed: 'litige',
    paid: 'déjà payé le {date}',
    paymentReference: 'Référence bancaire',
    comment: 'commentaire',
    disputeReasons: {
      price: 'prix',
      quality: 'qualité',
      delivery: 'livraison',
      quantity: 'quantité',
      missing_order: 'numéro de commande manquant',
      already_paid: 'déjà payé',
      other: 'autre',
    },
    status: 'Statut choisi',
    files: 'Fichiers',
    held: 'Les relances attendent que la réponse soit traitée.',
    open: 'Ouvrir la réponse',
    more: 'et {count} autres',
  },
};
