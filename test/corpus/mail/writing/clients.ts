/** How mail programs put an answer and the original into a message. */
import type { Locale } from './locales.ts';

export interface Answer {
  locale: Locale;
  greeting: string;
  paragraphs: readonly string[];
  closing: string;
  name: string;
  /** Address of the writer. */
  address: string;
  subject: string;
}

export interface Body {
  type: 'text/plain' | 'text/html';
  content: string;
}

/** The parts of a message: one, or two of the same words. */
export type Client = (answer: Answer) => Body[];

export const ours = { name: 'ACME Receivables', address: 'relance-k7q2m9wd@in.acme.example' };

const escape = (text: string) =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
const plain = (content: string): Body => ({ type: 'text/plain', content });
const page = (content: string): Body => ({
  type: 'text/html',
  content: `<html><head><meta charset="utf-8"></head><body>${content}</body></html>`,
});

const says = (line: string) => line.replace('NAME', ours.name).replace('ADDRESS', ours.address);
const quoted = (lines: readonly string[]) =>
  lines.map((line) => (line === '' ? '>' : `> ${line}`)).join('\n');
const spaced = (lines: readonly string[]) => lines.flatMap((line) => [line, '']).slice(0, -1);
const original = ({ locale }: Answer) => spaced(locale.reminder);

/** Blocks of the answer, as they stand below each other. */
function blocks({ greeting, paragraphs, closing, name }: Answer): string[] {
  return [
    greeting,
    ...paragraphs,
    ...(closing === '' && name === '' ? [] : [[closing, name].filter(Boolean).join('\n')]),
  ].filter((block) => block !== '');
}
const text = (answer: Answer) => blocks(answer).join('\n\n');
const lines = (answer: Answer, open: string, close: string, between: string) =>
  blocks(answer)
    .map((block) =>
      block
        .split('\n')
        .map((line) => `${open}${escape(line)}${close}`)
        .join(''),
    )
    .join(between);
const reminderHtml = ({ locale }: Answer) => locale.reminder.map((line) => `<p>${escape(line)}</p>`).join('');

function headerLines({ locale, subject }: Answer): [string, string][] {
  const [from, sent, to, about] = locale.labels;
  return [
    [from, `${ours.name} <${ours.address}>`],
    [sent, locale.sentLong],
    [to, 'Accounts <accounts@customer.example>'],
    [about, subject],
  ];
}

const gmailPage = (answer: Answer) =>
  `<div dir="ltr">${lines(answer, '<div>', '</div>', '<div><br></div>')}</div><br><div class="gmail_quote gmail_quote_container"><div dir="ltr" class="gmail_attr">${escape(says(answer.locale.gmail)).replace(escape(ours.address), `<a href="mailto:${ours.address}">${ours.address}</a>`)}<br></div><blockquote class="gmail_quote" style="margin:0px 0px 0px 0.8ex;border-left:1px solid rgb(204,204,204);padding-left:1ex">${reminderHtml(answer)}</blockquote></div>`;

const clients = {
  gmail: (answer) => [
    plain(`${text(answer)}\n\n${says(answer.locale.gmail)}\n\n${quoted(original(answer))}\n`),
    page(gmailPage(answer)),
  ],
  gmailPlain: (answer) => [
    plain(`${text(answer)}\n\n${says(answer.locale.gmail)}\n\n${quoted(original(answer))}\n`),
  ],
  gmailWrapped: (answer) => {
    const line = says(answer.locale.gmail);
    const at = line.indexOf('<') + 1;
    const wrapped = at > 0 ? `${line.slice(0, at)}\n${line.slice(at)}` : line;
    return [plain(`${text(answer)}\n\n${wrapped}\n\n${quoted(original(answer))}\n`)];
  },
  outlook: (answer) => [
    page(
      `<div class="WordSection1">${lines(answer, '<p class="MsoNormal">', '<o:p></o:p></p>', '<p class="MsoNormal"><o:p>&nbsp;</o:p></p>')}<p class="MsoNormal"><o:p>&nbsp;</o:p></p><div style="border:none;border-top:solid #E1E1E1 1.0pt;padding:3.0pt 0cm 0cm 0cm"><p class="MsoNormal">${headerLines(
        answer,
      )
        .map(([label, value]) => `<b>${label}:</b> ${escape(value)}`)
        .join(
          '<br>',
        )}<o:p></o:p></p></div><p class="MsoNormal"><o:p>&nbsp;</o:p></p>${reminderHtml(answer)}</div>`,
    ),
  ],
  outlookWeb: (answer) => [
    page(
      `<div class="elementToProof" style="font-family: Aptos">${lines(answer, '<div>', '</div>', '<div><br></div>')}</div><div id="appendonsend"></div><hr style="display:inline-block;width:98%" tabindex="-1"><div id="divRplyFwdMsg" dir="ltr"><font face="Calibri" color="#000000">${headerLines(
        answer,
      )
        .map(([label, value]) => `<b>${label}:</b> ${escape(value)}`)
        .join('<br>')}</font><div>&nbsp;</div></div><div>${reminderHtml(answer)}</div>`,
    ),
  ],
  outlookPlain: (answer) => [
    plain(
      `${text(answer)}\n\n${answer.locale.original}\n${headerLines(answer)
        .map(([label, value]) => `${label}: ${value}`)
        .join('\n')}\n\n${original(answer).join('\n')}\n`,
    ),
  ],
  outlookBare: (answer) => [
    plain(
      `${text(answer)}\n\n${headerLines(answer)
        .map(([label, value]) => `${label}: ${value}`)
        .join('\n')}\n\n${original(answer).join('\n')}\n`,
    ),
  ],
  outlookPhone: (answer) => [
    page(
      `<div dir="ltr">${lines(answer, '<div>', '</div>', '<div><br></div>')}</div><div id="ms-outlook-mobile-signature"><div><br></div>Get <a href="https://aka.ms/o0ukef">Outlook for iOS</a></div><div id="mail-editor-reference-message-container"><hr><div><font>${headerLines(
        answer,
      )
        .map(([label, value]) => `<b>${label}:</b> ${escape(value)}`)
        .join('<br>')}</font></div>${reminderHtml(answer)}</div>`,
    ),
  ],
  apple: (answer) => [
    page(
      `<div style="overflow-wrap: break-word;">${lines(answer, '<div>', '</div>', '<div><br></div>')}<div><br><blockquote type="cite"><div>${escape(says(answer.locale.apple))}</div><br class="Apple-interchange-newline"><div>${reminderHtml(answer)}</div></blockquote></div></div>`,
    ),
  ],
  iphone: (answer) => [
    plain(
      `${text(answer)}\n\n${answer.locale.phone}\n\n${quoted([says(answer.locale.apple), '', ...original(answer)])}\n`,
    ),
  ],
  thunderbird: (answer) => [
    page(
      `${lines(answer, '<p>', '</p>', '')}<div class="moz-cite-prefix">${escape(says(answer.locale.thunderbird))}<br></div><blockquote type="cite" cite="mid:r-118@acme.example">${reminderHtml(answer)}</blockquote>`,
    ),
  ],
  thunderbirdBelow: (answer) => [
    plain(`${says(answer.locale.thunderbird)}\n${quoted(original(answer))}\n\n${text(answer)}\n`),
  ],
  yahoo: (answer) => [
    page(
      `<div class="ydp1 yahoo-style-wrap"><div dir="ltr">${lines(answer, '<div>', '</div>', '<div><br></div>')}</div></div><div id="yahoo_quoted_99" class="yahoo_quoted"><div style="font-family:Arial"><div>${escape(says(answer.locale.gmail))}</div><div><br></div>${reminderHtml(answer)}</div></div>`,
    ),
  ],
  gmx: (answer) => [
    page(
      `<div style="font-family: Verdana;font-size: 12.0px;">${lines(answer, '<div>', '</div>', '<div>&nbsp;</div>')}<div>&nbsp;</div><div name="quote" style="margin:10px 5px 5px 10px; padding: 10px 0 10px 10px; border-left:2px solid #C3D9E5; word-wrap: break-word;"><div style="margin:0 0 10px 0;">${headerLines(
        answer,
      )
        .map(([label, value]) => `<b>${label}:</b>&nbsp;${escape(value)}`)
        .join('<br/>')}</div><div name="quoted-content">${reminderHtml(answer)}</div></div></div>`,
    ),
  ],
  proton: (answer) => [
    page(
      `<div style="font-family: Arial, sans-serif; font-size: 14px;">${lines(answer, '<div>', '</div>', '<div><br></div>')}</div><div class="protonmail_signature_block"><div class="protonmail_signature_block-proton">Sent with <a href="https://proton.me/">Proton Mail</a> secure email.</div></div><div class="protonmail_quote">${escape(says(answer.locale.gmail))}<br><blockquote class="protonmail_quote" type="cite">${reminderHtml(answer)}</blockquote></div>`,
    ),
  ],
  roundcube: (answer) => [
    plain(`${text(answer)}\n\n\n${says(answer.locale.thunderbird)}\n${quoted(original(answer))}`),
  ],
  notes: (answer) => [
    plain(
      `${text(answer)}\n\n\n\n${answer.locale.labels[0]}:\t${ours.name}/ACME\n${answer.locale.labels[2]}:\taccounts@customer.example\n${answer.locale.labels[1]}:\t30.11.2026 09:12\n${answer.locale.labels[3]}:\t${answer.subject}\n\n\n\n${original(answer).join('\n')}\n`,
    ),
  ],
  signatureDashes: (answer) => [
    plain(
      `${text(answer)}\n\n-- \n${answer.name}\nNorthwind Trading Ltd\nTel. +44 20 7946 0018\nwww.northwind.example\n\n${says(answer.locale.gmail)}\n${quoted(original(answer))}\n`,
    ),
  ],
  card: (answer) => [
    page(
      `${lines(answer, '<div>', '</div>', '<div><br></div>')}<div><br></div><table cellpadding="0"><tr><td><img src="cid:logo"></td><td><b>Northwind Trading</b><br>14 Harbour Road<br>T +44 20 7946 0018 | M +44 7700 900321<br><a href="https://www.northwind.example">www.northwind.example</a></td></tr></table><p style="font-size:8pt">This e-mail and any attachments are confidential and intended solely for the addressee. If you have received it in error please notify the sender.</p><div class="gmail_quote"><div class="gmail_attr">${escape(says(answer.locale.gmail))}</div><blockquote class="gmail_quote">${reminderHtml(answer)}</blockquote></div>`,
    ),
  ],
  fresh: (answer) => [page(lines(answer, '<p>', '</p>', ''))],
  marksLost: (answer) => [plain(`${text(answer)}\n\n${original(answer).join('\n')}\n`)],
} satisfies Record<string, Client>;

export type ClientName = keyof typeof clients;
export const clientOf: Record<ClientName, Client> = clients;
export const clientNames = Object.keys(clients) as ClientName[];

/** A colleague's forward of the answer: note above, headers and answer below. */
export const forwards: Record<string, (answer: Answer, note: string) => Body[]> = {
  gmail: (answer, note) => [
    page(
      `<div dir="ltr">${escape(note)}</div><br><div class="gmail_quote"><div dir="ltr" class="gmail_attr">${answer.locale.forwarded}<br>${answer.locale.labels[0]}: <strong class="gmail_sendername" dir="auto">${escape(answer.name)}</strong> <span dir="auto">&lt;${answer.address}&gt;</span><br>Date: ${answer.locale.sentLong}<br>Subject: ${escape(answer.subject)}<br>To: &lt;sales@acme.example&gt;<br></div><br><br>${gmailPage(answer)}</div>`,
    ),
  ],
  outlook: (answer, note) => [
    page(
      `<div class="WordSection1"><p class="MsoNormal">${escape(note)}</p><p class="MsoNormal">&nbsp;</p><div style="border:none;border-top:solid #B5C4DF 1.0pt;padding:3.0pt 0in 0in 0in"><p class="MsoNormal"><b>${answer.locale.labels[0]}:</b> ${escape(answer.name)} &lt;${answer.address}&gt; <br><b>${answer.locale.labels[1]}:</b> ${answer.locale.sentLong}<br><b>${answer.locale.labels[2]}:</b> sales@acme.example<br><b>${answer.locale.labels[3]}:</b> ${escape(answer.subject)}</p></div><p class="MsoNormal">&nbsp;</p>${lines(answer, '<p class="MsoNormal">', '</p>', '<p class="MsoNormal">&nbsp;</p>')}</div>`,
    ),
  ],
  apple: (answer, note) => [
    plain(
      `${note}\n\n${quoted([answer.locale.appleForward, '', `${answer.locale.labels[0]}: ${answer.name} <${answer.address}>`, `${answer.locale.labels[3]}: ${answer.subject}`, `${answer.locale.labels[1]}: ${answer.locale.sentLong}`, `${answer.locale.labels[2]}: sales@acme.example`, '', ...text(answer).split('\n')])}\n`,
    ),
  ],
};
