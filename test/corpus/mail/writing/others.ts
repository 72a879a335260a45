/** Mails that no client puts together: notes of servers, of machines, receipts, calendars, lists, complaints. */

export interface OtherMail {
  name: string;
  raw: string;
  expected: { kind: string; text: string; language?: string; bounce?: object | null };
}

const head = (from: string, subject: string, more = '') =>
  `From: ${from}\nTo: relance-k7q2m9wd@in.acme.example\nSubject: ${subject}\nDate: Tue, 1 Dec 2026 07:14:02 +0100\nMIME-Version: 1.0\n${more}`;

function report(
  name: string,
  from: string,
  subject: string,
  words: string,
  fields: string,
  bounce: object,
): OtherMail {
  const raw = `Return-Path: <>\n${head(from, subject, 'Auto-Submitted: auto-replied\n')}Content-Type: multipart/report; report-type=delivery-status; boundary="rr"\n\n--rr\nContent-Type: text/plain; charset=utf-8\n\n${words}\n\n--rr\nContent-Type: message/delivery-status\n\nReporting-MTA: dns; mx.customer.example\n\n${fields}\n\n--rr\nContent-Type: message/rfc822\n\nFrom: relance-k7q2m9wd@in.acme.example\nTo: someone@customer.example\nSubject: Reminder\n\nDear customer, F-21041 is overdue.\n\n--rr--\n`;
  return { name, raw, expected: { kind: 'bounce', text: '', bounce } };
}

function note(name: string, from: string, subject: string, words: string, bounce: object): OtherMail {
  return {
    name,
    raw: `Return-Path: <>\n${head(from, subject)}Content-Type: text/plain; charset=utf-8\nContent-Transfer-Encoding: 8bit\n\n${words}\n`,
    expected: { kind: 'bounce', text: '', bounce },
  };
}

function machine(
  name: string,
  from: string,
  subject: string,
  headers: string,
  words: string,
  language: string,
): OtherMail {
  return {
    name,
    raw: `${head(from, subject, headers)}Content-Type: text/plain; charset=utf-8\nContent-Transfer-Encoding: 8bit\n\n${words}\n`,
    expected: { kind: 'auto_reply', text: words, language },
  };
}

function plainMail(
  name: string,
  kind: string,
  from: string,
  subject: string,
  headers: string,
  words: string,
  text = words,
): OtherMail {
  return {
    name,
    raw: `${head(from, subject, headers)}Content-Type: text/plain; charset=utf-8\nContent-Transfer-Encoding: 8bit\n\n${words}\n`,
    expected: { kind, text },
  };
}

const calendar = (name: string, subject: string, method: string, words: string): OtherMail => ({
  name,
  raw: `${head('Ines Faria <ines@customer.example>', subject)}Content-Type: multipart/alternative; boundary="cc"\n\n--cc\nContent-Type: text/plain; charset=utf-8\n\n${words}\n\n--cc\nContent-Type: text/calendar; charset=utf-8; method=${method}\n\nBEGIN:VCALENDAR\nMETHOD:${method}\nEND:VCALENDAR\n\n--cc--\n`,
  expected: { kind: 'calendar', text: '' },
});

const receipt = (name: string, subject: string, words: string): OtherMail => ({
  name,
  raw: `${head('Ruth <ruth@customer.example>', subject)}Content-Type: multipart/report; report-type=disposition-notification; boundary="dd"\n\n--dd\nContent-Type: text/plain; charset=utf-8\n\n${words}\n\n--dd\nContent-Type: message/disposition-notification\n\nFinal-Recipient: rfc822;ruth@customer.example\nDisposition: manual-action/MDN-sent-manually; displayed\n\n--dd--\n`,
  expected: { kind: 'read_receipt', text: '' },
});

const complaint = (name: string, from: string): OtherMail => ({
  name,
  raw: `${head(from, 'FW: Reminder')}Content-Type: multipart/report; report-type=feedback-report; boundary="aa"\n\n--aa\nContent-Type: text/plain\n\nThis is an email abuse report.\n\n--aa\nContent-Type: message/feedback-report\n\nFeedback-Type: abuse\nUser-Agent: Feedback/1\nVersion: 1\n\n--aa\nContent-Type: message/rfc822\n\nFrom: relance@acme.example\nSubject: Reminder\n\nx\n\n--aa--\n`,
  expected: { kind: 'complaint', text: '' },
});

const unseen: OtherMail[] = [
  report(
    'bounce-postfix',
    'Mail Delivery System <MAILER-DAEMON@mx.customer.example>',
    'Undelivered Mail Returned to Sender',
    "I'm sorry to have to inform you that your message could not\nbe delivered to one or more recipients.",
    'Final-Recipient: rfc822; m.quill@customer.example\nAction: failed\nStatus: 5.1.1\nDiagnostic-Code: smtp; 550 5.1.1 <m.quill@customer.example>: Recipient address rejected: User unknown',
    { recipient: 'm.quill@customer.example', status: '5.1.1', permanent: true },
  ),
  report(
    'bounce-exchange-fr',
    'Microsoft Outlook <MicrosoftExchange329e71ec@customer.example>',
    'Non remis : Relance',
    'Échec de la remise pour ces destinataires ou groupes :\n\nh.vasseur@customer.example',
    'Final-Recipient: rfc822;h.vasseur@customer.example\nAction: failed\nStatus: 5.7.133\nDiagnostic-Code: smtp;550 5.7.133 RESOLVER.RST.SenderNotAuthenticatedForGroup',
    { recipient: 'h.vasseur@customer.example', status: '5.7.133', permanent: true },
  ),
  report(
    'bounce-delayed',
    'Mail Delivery Subsystem <mailer-daemon@googlemail.com>',
    'Delivery Status Notification (Delay)',
    'There was a temporary problem delivering your message to tom@customer.example. Gmail will retry for 46 more hours.',
    'Final-Recipient: rfc822; tom@customer.example\nAction: delayed\nStatus: 4.4.1',
    { recipient: 'tom@customer.example', status: '4.4.1', permanent: false },
  ),
  note(
    'bounce-qmail',
    'MAILER-DAEMON@smtp.customer.example',
    'failure notice',
    "Hi. This is the qmail-send program at smtp.customer.example.\nI'm afraid I wasn't able to deliver your message to the following addresses.\nThis is a permanent error; I've given up. Sorry it didn't work out.\n\n<whitby@customer.example>:\n192.0.2.7 does not like recipient.\nRemote host said: 550 5.1.1 No such user here\nGiving up on 192.0.2.7.\n\n--- Below this line is a copy of the message.\n\nReturn-Path: <relance@acme.example>",
    { recipient: 'whitby@customer.example', status: '5.1.1', permanent: true },
  ),
  note(
    'bounce-exim-full',
    'Mail Delivery System <Mailer-Daemon@host.customer.example>',
    'Mail delivery failed: returning message to sender',
    'This message was created automatically by mail delivery software.\n\nA message that you sent could not be delivered to one or more of its\nrecipients. This is a permanent error. The following address(es) failed:\n\n  otero@customer.example\n    host mx.customer.example [192.0.2.9]\n    SMTP error from remote mail server after end of data:\n    552 5.2.2 <otero@customer.example>: Mailbox size limit exceeded',
    { recipient: 'otero@customer.example', status: '5.2.2', permanent: true },
  ),
  note(
    'bounce-warning',
    'Mail Delivery System <Mailer-Daemon@host.customer.example>',
    'Warning: message 1k2 delayed 24 hours',
    'This message was created automatically by mail delivery software.\nA message that you sent has not yet been delivered to one or more of its\nrecipients after more than 24 hours on the queue.\n\nThe address to which the message has not yet been delivered is:\n\n  conti@customer.example\n\nNo action is required on your part. Delivery attempts will continue for\nsome time.',
    { recipient: 'conti@customer.example', permanent: false },
  ),
  machine(
    'auto-en',
    'Martha Quill <martha@customer.example>',
    'Automatic reply: F-21041',
    'Auto-Submitted: auto-replied\nX-Auto-Response-Suppress: All\n',
    'I am out of the office until 14 December with no access to mail. For urgent matters please contact Joan Lee at joan.lee@customer.example.',
    'en',
  ),
  machine(
    'auto-de',
    'Jürgen Thielen <thielen@customer.example>',
    'Abwesenheitsnotiz',
    'Auto-Submitted: auto-generated\n',
    'Ich bin bis einschließlich 11.12.2026 nicht im Büro. In dringenden Fällen wenden Sie sich bitte an Frau Kolb (kolb@customer.example).',
    'de',
  ),
  machine(
    'auto-bare-it',
    'Davide Rinaldi <rinaldi@customer.example>',
    'Fuori ufficio',
    '',
    'Sono in ferie fino al 10 dicembre. Risponderò al mio rientro.',
    'it',
  ),
  machine(
    'ticket-en',
    'Northwind Helpdesk <helpdesk@customer.example>',
    '[Ticket #48213] We have received your message',
    'Precedence: bulk\nX-Auto-Response-Suppress: All\n',
    'Thank you for contacting us. Your request has been received and a ticket has been created. Please do not reply to this e-mail.',
    'en',
  ),
  receipt(
    'receipt-en',
    'Read: Reminder F-21041',
    'Your message was read on Tuesday, December 1, 2026 7:13:55 AM.',
  ),
  receipt('receipt-es', 'Leído: Recordatorio', 'El mensaje se leyó el martes, 1 de diciembre de 2026.'),
  calendar(
    'calendar-accept',
    'Accepted: Call about F-21041',
    'REPLY',
    'Ines Faria has accepted this invitation.',
  ),
  calendar(
    'calendar-invite',
    'Besprechung offene Posten',
    'REQUEST',
    'Wann: Freitag, 4. Dezember 2026 10:00',
  ),
  complaint('complaint-arf', 'complaints@provider.example'),
  plainMail(
    'list-newsletter',
    'list',
    'Trade Weekly <news@trade.example>',
    'Ten trends for 2027',
    'List-Id: <weekly.trade.example>\nList-Unsubscribe: <mailto:u@trade.example>\nPrecedence: bulk\n',
    'Read the ten trends that will change your business.',
  ),
  plainMail(
    'human-suppress',
    'human',
    'Peter <peter@customer.example>',
    'Re: F-21041',
    'X-Auto-Response-Suppress: DR, OOF\nIn-Reply-To: <r-118@acme.example>\n',
    'We pay on Friday.',
  ),
  plainMail(
    'human-group',
    'human',
    'Accounts <accounts@customer.example>',
    'Re: F-21041',
    'List-Id: <accounts.customer.example>\nPrecedence: list\nIn-Reply-To: <r-118@acme.example>\n',
    'The transfer left our bank this morning.',
  ),
];

const seen: OtherMail[] = [
  report(
    'bounce-gmail',
    'Mail Delivery Subsystem <mailer-daemon@googlemail.com>',
    'Delivery Status Notification (Failure)',
    "Address not found\n\nYour message wasn't delivered to brooks@customer.example because the address couldn't be found.",
    'Final-Recipient: rfc822; brooks@customer.example\nAction: failed\nStatus: 5.1.1\nDiagnostic-Code: smtp; 550-5.1.1 The email account that you tried to reach does not exist.',
    { recipient: 'brooks@customer.example', status: '5.1.1', permanent: true },
  ),
  report(
    'bounce-vague-status',
    'MAILER-DAEMON@mx.customer.example',
    'Returned mail: see transcript for details',
    'The following addresses had permanent fatal errors',
    'Final-Recipient: RFC822; stone@customer.example\nAction: failed\nStatus: 5.0.0\nDiagnostic-Code: SMTP; 550 User unknown',
    { recipient: 'stone@customer.example', status: '5.1.1', permanent: true },
  ),
  note(
    'bounce-domino',
    'Postmaster@customer.example',
    'DELIVERY FAILURE: User roth (roth@customer.example) not listed in Domino Directory',
    'Your message\n\n  Subject: Reminder\n\nwas not delivered to:\n\n  roth@customer.example\n\nbecause:\n\n  User roth (roth@customer.example) not listed in Domino Directory',
    { recipient: 'roth@customer.example', status: '5.1.1', permanent: true },
  ),
  note(
    'bounce-de',
    'Mail Administrator <postmaster@customer.example>',
    'Unzustellbar: Mahnung',
    'Ihre Nachricht hat einige oder alle Empfänger nicht erreicht.\n\nFolgende Empfänger konnten nicht erreicht werden:\n\n  maier@customer.example am 01.12.2026 07:13\n  550 5.1.1 Empfänger unbekannt',
    { recipient: 'maier@customer.example', status: '5.1.1', permanent: true },
  ),
  machine(
    'auto-fr',
    'Luc Fabre <fabre@customer.example>',
    'Réponse automatique : F-21041',
    'Auto-Submitted: auto-replied\n',
    'Je suis absent jusqu’au 14 décembre 2026. En cas d’urgence, merci de contacter Marie Blanc : m.blanc@customer.example.',
    'fr',
  ),
  machine(
    'auto-bare-es',
    'Lucía Vega <vega@customer.example>',
    'Respuesta automática: F-21041',
    '',
    'Estoy fuera de la oficina hasta el 15 de diciembre.',
    'es',
  ),
  receipt('receipt-fr', 'Lu : Relance', 'Votre message a été lu le mardi 1 décembre 2026 07:13.'),
  calendar('calendar-decline', 'Declined: Call', 'REPLY', 'Not possible.'),
  complaint('complaint-jmrp', 'staff@hotmail.com'),
  plainMail(
    'list-google',
    'list',
    'Purchasing <purchasing@groups.example>',
    'Minutes of the meeting',
    'List-ID: <purchasing.groups.example>\nList-Post: <mailto:purchasing@groups.example>\nPrecedence: list\n',
    'Please find the minutes on the share.',
  ),
  plainMail(
    'human-away',
    'human',
    'Kate <kate@customer.example>',
    'Re: F-21041',
    'In-Reply-To: <r-118@acme.example>\n',
    'I was out of the office last week. The invoice will be paid on 11 December.',
  ),
];

export const others = { seen, unseen };
